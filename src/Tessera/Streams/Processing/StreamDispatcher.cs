namespace Tessera;

/// <summary>Takes one record through its handlers: scope, idempotency, and what becomes of a failure. Thread-safe.</summary>
internal sealed class StreamDispatcher(StreamRoutes routes, StreamProcessorOptions options)
{
    /// <summary>Handles a record. What goes wrong with it, its scope included, is the record's failure and not the batch's.</summary>
    /// <param name="record">The record.</param>
    /// <param name="services">Where the record's scope is opened.</param>
    /// <param name="deadline">When the function's time is over, if it ever is.</param>
    /// <param name="handlerToken">What handlers get: the deadline cancels it.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async ValueTask<RecordOutcome> HandleAsync(
        StreamRecord record, IServiceProvider services, DateTimeOffset? deadline, CancellationToken handlerToken, CancellationToken cancellationToken)
    {
        var handlers = routes.Of(record);
        var first = new Attempt(handlers[0], record, services, deadline, handlerToken, cancellationToken);
        StreamScope scope;
        try
        {
            scope = options.CreateScope?.Invoke(services) ?? new StreamScope(services);
        }
        catch (Exception exception)
        {
            return await FailAsync(first, exception, isAttempt: false).ConfigureAwait(false);
        }

        var outcome = RecordOutcome.Failed;
        try
        {
            outcome = await HandleAsync(handlers, first with { Services = scope.Services }).ConfigureAwait(false);
        }
        finally
        {
            if (await CloseAsync(scope).ConfigureAwait(false) is { } exception)
                outcome = await FailAsync(first, exception, isAttempt: false).ConfigureAwait(false);
        }

        return outcome;
    }

    private async ValueTask<RecordOutcome> HandleAsync(StreamHandlerRegistration[] handlers, Attempt attempt)
    {
        var outcome = RecordOutcome.Skipped;
        foreach (var handler in handlers)
        {
            var current = await HandleAsync(attempt with { Handler = handler }).ConfigureAwait(false);
            if (current is RecordOutcome.Failed or RecordOutcome.NotStarted)
                return current;
            if (outcome != RecordOutcome.Poisoned && current != RecordOutcome.Skipped)
                outcome = current;
        }

        return outcome;
    }

    private static async ValueTask<Exception?> CloseAsync(StreamScope scope)
    {
        try
        {
            if (scope.Lifetime is { } lifetime)
                await lifetime.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private ValueTask<RecordOutcome> HandleAsync(Attempt attempt)
    {
        if (options.Idempotency is not { } idempotency)
            return HandleNowAsync(attempt);
        string? key;
        try
        {
            key = KeyOf(idempotency, attempt.Handler, attempt.Record);
        }
        catch (Exception exception)
        {
            // A key that cannot be read from the record will never be: so it may be poison.
            return FailAsync(attempt, exception);
        }

        return key is null ? HandleNowAsync(attempt) : HandleOnceAsync(attempt, idempotency, key);
    }

    private async ValueTask<RecordOutcome> HandleOnceAsync(Attempt attempt, StreamIdempotency idempotency, string key)
    {
        var store = idempotency.Store;
        IdempotencyLock taken;
        try
        {
            taken = await store.BeginAsync(key, attempt.Deadline, attempt.HandlerToken).ConfigureAwait(false);
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

    /// <summary>
    /// What cannot be stored makes the record fail, not the batch: its lock times out, and it comes again. A caller that cancels does not stop the storing: the
    /// lock would be in the record's way when it comes again.
    /// </summary>
    private async ValueTask<RecordOutcome> StoreAsync(IIdempotencyStore store, IdempotencyLock taken, Attempt attempt, RecordOutcome outcome)
    {
        try
        {
            if (outcome is RecordOutcome.Failed or RecordOutcome.NotStarted)
                await store.FailAsync(taken, CancellationToken.None).ConfigureAwait(false);
            else
                await store.CompleteAsync(taken, CancellationToken.None).ConfigureAwait(false);
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
        StreamHandlerRegistration Handler, StreamRecord Record, IServiceProvider Services, DateTimeOffset? Deadline, CancellationToken HandlerToken,
        CancellationToken CancellationToken, int Number = 1);
}
