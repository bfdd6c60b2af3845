namespace Tessera;

/// <summary>Takes one record through its handlers: scope, idempotency, and what becomes of a failure. Thread-safe.</summary>
internal sealed class StreamDispatcher(StreamRoutes routes, StreamProcessorOptions options)
{
    /// <summary>Handles a record. Handlers get <paramref name="handlerToken"/>, which the deadline cancels; what must be stored after it gets the other.</summary>
    public async ValueTask<RecordOutcome> HandleAsync(
        StreamRecord record, IServiceProvider services, CancellationToken handlerToken, CancellationToken cancellationToken)
    {
        var scope = options.CreateScope?.Invoke(services) ?? new StreamScope(services);
        try
        {
            var outcome = RecordOutcome.Skipped;
            foreach (var handler in routes.Of(record))
            {
                var current = await HandleAsync(handler, record, scope.Services, handlerToken, cancellationToken).ConfigureAwait(false);
                if (current is RecordOutcome.Failed or RecordOutcome.NotStarted)
                    return current;
                if (outcome != RecordOutcome.Poisoned && current != RecordOutcome.Skipped)
                    outcome = current;
            }

            return outcome;
        }
        finally
        {
            if (scope.Lifetime is { } lifetime)
                await lifetime.DisposeAsync().ConfigureAwait(false);
        }
    }

    private ValueTask<RecordOutcome> HandleAsync(
        StreamHandlerRegistration handler, StreamRecord record, IServiceProvider services, CancellationToken handlerToken, CancellationToken cancellationToken)
    {
        if (options.Idempotency is { } idempotency && KeyOf(idempotency, handler, record) is { } key)
            return HandleOnceAsync(new Attempt(handler, record, services, handlerToken, cancellationToken), idempotency, key);
        return HandleNowAsync(new Attempt(handler, record, services, handlerToken, cancellationToken));
    }

    private async ValueTask<RecordOutcome> HandleOnceAsync(Attempt attempt, StreamIdempotency idempotency, string key)
    {
        var store = idempotency.Store;
        IdempotencyLock taken;
        try
        {
            taken = await store.BeginAsync(key, attempt.HandlerToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return await FailAsync(attempt, exception, isAttempt: false).ConfigureAwait(false);
        }

        if (taken.State == IdempotencyState.Completed)
            return RecordOutcome.Skipped;
        if (taken.State == IdempotencyState.InProgress)
            return idempotency.WhenInProgress == InProgressMode.Skip ? RecordOutcome.Skipped : RecordOutcome.Failed;

        attempt = attempt with { Number = taken.Attempt };
        var outcome = options.AttemptsMax is { } most && taken.Attempt > most
            ? await FailAsync(attempt, new TimeoutException($"None of {most} attempts ended, with success or failure.")).ConfigureAwait(false)
            : await HandleNowAsync(attempt).ConfigureAwait(false);
        return await StoreAsync(store, taken, attempt, outcome).ConfigureAwait(false);
    }

    /// <summary>What cannot be stored makes the record fail, not the batch: its lock times out, and it comes again.</summary>
    private async ValueTask<RecordOutcome> StoreAsync(IIdempotencyStore store, IdempotencyLock taken, Attempt attempt, RecordOutcome outcome)
    {
        try
        {
            if (outcome is RecordOutcome.Failed or RecordOutcome.NotStarted)
                await store.FailAsync(taken, attempt.CancellationToken).ConfigureAwait(false);
            else
                await store.CompleteAsync(taken, attempt.CancellationToken).ConfigureAwait(false);
            return outcome;
        }
        catch (Exception exception)
        {
            return await FailAsync(attempt, exception, isAttempt: false).ConfigureAwait(false);
        }
    }

    private async ValueTask<RecordOutcome> HandleNowAsync(Attempt attempt)
    {
        try
        {
            var handler = attempt.Handler.Create(attempt.Services);
            await handler.HandleAsync(attempt.Record, attempt.HandlerToken).ConfigureAwait(false);
            return RecordOutcome.Handled;
        }
        catch (Exception exception)
        {
            return await FailAsync(attempt, exception).ConfigureAwait(false);
        }
    }

    private async ValueTask<RecordOutcome> FailAsync(Attempt attempt, Exception exception, bool isAttempt = true)
    {
        if (exception is OperationCanceledException && attempt.HandlerToken.IsCancellationRequested)
            return RecordOutcome.NotStarted;
        var failure = new StreamFailure(attempt.Record, attempt.Handler.Model.Name, exception, attempt.Number);
        if (isAttempt && options.OnFailure is { } onFailure && (options.IsPoison(exception) || attempt.Number >= options.AttemptsMax))
        {
            try
            {
                await onFailure(failure, attempt.CancellationToken).ConfigureAwait(false);
                return RecordOutcome.Poisoned;
            }
            catch (Exception second)
            {
                failure = failure with { Exception = new AggregateException("The record failed, and so did the on-failure handler.", exception, second) };
            }
        }

        if (options.OnRecordFailed is { } onRecordFailed)
            await onRecordFailed(failure, attempt.CancellationToken).ConfigureAwait(false);
        return RecordOutcome.Failed;
    }

    private static string? KeyOf(StreamIdempotency idempotency, StreamHandlerRegistration handler, StreamRecord record)
    {
        if (idempotency.Key is { } businessKey)
            return businessKey(record) is { } key ? $"{handler.Model.Name}#{key}" : null;
        return $"{handler.Model.Name}#{(record.EventId is { Length: > 0 } id ? id : record.SequenceNumber)}";
    }

    private readonly record struct Attempt(
        StreamHandlerRegistration Handler, StreamRecord Record, IServiceProvider Services, CancellationToken HandlerToken, CancellationToken CancellationToken, int Number = 1);
}
