namespace Tessera;

/// <summary>Hands the records of DynamoDB stream events to a function's handlers and answers which failed. Thread-safe; make one per function.</summary>
/// <remarks>
/// <para>
/// The answer is a partial batch response: the event-source mapping must have <c>ReportBatchItemFailures</c>, else a failure inside the batch passes
/// unnoticed. Lambda delivers the record with the lowest reported sequence number and all after it again, so a handler sees a record at least once;
/// <see cref="StreamProcessorOptions.Idempotency"/> makes that once.
/// </para>
/// <para>Records of one partition key are handled in order, one after the other. Several handlers of one table each get the record, in their order here.</para>
/// </remarks>
public sealed class StreamProcessor
{
    private readonly StreamRoutes _routes;
    private readonly StreamProcessorOptions _options;
    private readonly StreamDispatcher _dispatcher;
    private readonly TimeProvider _time;

    /// <summary>Makes a processor.</summary>
    /// <param name="handlers">The function's handlers, at least one; at most one of them keeps the state of windows.</param>
    /// <param name="options">How to work.</param>
    /// <param name="time">The clock of deadlines and durations.</param>
    /// <exception cref="ArgumentException">There is no handler, two keep the state of windows, or the options contradict each other.</exception>
    public StreamProcessor(IReadOnlyList<StreamHandlerRegistration> handlers, StreamProcessorOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(handlers);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        Check(handlers, options);
        (_routes, _options, _time) = (new StreamRoutes(handlers), options, time);
        _dispatcher = new StreamDispatcher(_routes, options);
    }

    /// <summary>Handles the records of an event.</summary>
    /// <param name="lambdaEvent">The event's JSON, UTF-8. It must not change until the answer is there, nor while a handler keeps a record.</param>
    /// <param name="deadline">When the function's time is over; <see langword="null"/> outside Lambda.</param>
    /// <param name="services">Where handlers come from.</param>
    /// <param name="cancellationToken">Cancels the handlers; records that are not handled then are reported as failed.</param>
    /// <returns>The answer's JSON: <c>{"batchItemFailures":[{"itemIdentifier":"…"}]}</c>, with <c>state</c> in a window.</returns>
    /// <exception cref="StreamEventException">This is no event of a DynamoDB stream, or it comes from a table that no handler is for.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ProcessAsync(
        ReadOnlyMemory<byte> lambdaEvent, DateTimeOffset? deadline, IServiceProvider services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        var started = _time.GetTimestamp();
        var (records, window) = StreamEventReader.Read(lambdaEvent, _routes);
        var batch = new StreamBatch(records, deadline);
        if (_options.OnBatchStarting is { } starting)
            await starting(batch, cancellationToken).ConfigureAwait(false);
        using var run = new StreamRun(batch, _dispatcher, _options, _time, services, cancellationToken);
        await run.RunAsync().ConfigureAwait(false);
        var unfinished = run.Unfinished();
        if (window is not null)
            window = window with { State = await HandleWindowAsync(window, records, unfinished, services, run.HandlerToken).ConfigureAwait(false) };
        StreamTelemetry.AddBatch(records, unfinished.Count, _time.GetUtcNow());
        if (_options.OnBatchCompleted is { } completed)
            await completed(run.Result(unfinished, _time.GetElapsedTime(started)), cancellationToken).ConfigureAwait(false);
        return StreamResponse.Write(records, unfinished, window);
    }

    /// <summary>The state takes in the records before the first that comes again, so that each counts once.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> HandleWindowAsync(
        StreamWindow window, IReadOnlyList<StreamRecord> records, List<int> unfinished, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (_routes.WindowHandler is not { } registration)
            return window.State;
        var done = unfinished.Count == 0 ? records : [.. records.Take(unfinished[0])];
        var scope = _options.CreateScope?.Invoke(services) ?? new StreamScope(services);
        try
        {
            if (registration.Create(scope.Services) is not IStreamWindowHandler handler)
                throw new InvalidOperationException($"The stream handler '{registration.Model.Name}' says that it keeps the state of windows, but is no {nameof(IStreamWindowHandler)}.");
            return await handler.HandleWindowAsync(window with { Records = done }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (scope.Lifetime is { } lifetime)
                await lifetime.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static void Check(IReadOnlyList<StreamHandlerRegistration> handlers, StreamProcessorOptions options)
    {
        if (handlers.Count == 0)
            throw new ArgumentException("A stream processor needs at least one handler.", nameof(handlers));
        if (handlers.Count(handler => handler.Model.HandlesWindows) > 1)
            throw new ArgumentException("Two handlers keep the state of windows, but an event has one state. Give each a function of its own.", nameof(handlers));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxParallelism, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.DeadlineMargin, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AttemptsMax ?? 1, 1);
        if (options.AttemptsMax is not null && (options.Idempotency is null || options.OnFailure is null))
            throw new ArgumentException("AttemptsMax needs Idempotency, which counts the attempts, and OnFailure, which takes the record after the last.", nameof(options));
    }
}
