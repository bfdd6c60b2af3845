namespace Tessera.Lambda;

/// <summary>
/// Brings batches to an end, one after the other: calls the function, tries again, cuts, and gives up, as the mapping's options say. It also holds the tumbling
/// window that is open. Used by one lane.
/// </summary>
internal sealed class BatchDelivery(MappingContext mapping, string shardId, ShardProgress progress)
{
    private readonly FunctionCaller _caller = new(mapping, shardId);
    private readonly RetryPause _pause = new(mapping.Options, mapping.Time);

    /// <summary>The window that is open, if any.</summary>
    public TumblingWindow? Window { get; private set; } = TumblingWindow.Resume(progress.Window, mapping.Options.TumblingWindow);

    /// <summary>Delivers a batch until every record of it is processed or given up. With windows, all its records belong to one.</summary>
    /// <returns>Whether it came to an end; not when the mapping stops first.</returns>
    public async Task<bool> DeliverAsync(ReadOnlyMemory<EventRecord> batch, StopTokens tokens)
    {
        // The first segment to try is on top: halves of a batch are tried in order.
        var segments = new Stack<BatchSegment>();
        segments.Push(new(batch));
        while (segments.TryPop(out var segment))
        {
            if (!await SettleAsync(segment, segments, tokens).ConfigureAwait(false))
                return false;
        }

        return true;
    }

    /// <summary>Tells the function that the window that is open is over.</summary>
    /// <returns>Whether it was told, or that was given up; not when the mapping stops first.</returns>
    public async Task<bool> CloseWindowAsync(bool early, StopTokens tokens)
    {
        var window = Window!;
        var segment = new BatchSegment(default);
        while (true)
        {
            var call = await _caller.CallFinallyAsync(window, early, tokens.Abandon).ConfigureAwait(false);
            if (call.Outcome is null)
                return false;
            segment = Count(segment, call);
            if (call.Outcome == BatchOutcome.Succeeded)
                break;
            var isTooOld = mapping.Time.GetUtcNow() - window.End > mapping.RecordAgeMaximum;
            if (IsExhausted(segment) || isTooOld)
            {
                await GiveUpAsync(segment, isTooOld ? FailureRecord.AgeExceeded : FailureRecord.RetriesExhausted, call, tokens).ConfigureAwait(false);
                break;
            }

            TellRetry(segment, call);
            if (!await _pause.WaitAsync(tokens.Stop).ConfigureAwait(false))
                return false;
        }

        _pause.Reset();
        SetWindow(null);
        await progress.SaveAsync(tokens.Abandon).ConfigureAwait(false);
        return true;
    }

    /// <summary>Tries a segment until it is done, given up or cut; what is cut off goes on the stack.</summary>
    private async Task<bool> SettleAsync(BatchSegment segment, Stack<BatchSegment> segments, StopTokens tokens)
    {
        FunctionCall? last = null;
        while (!tokens.Stop.IsCancellationRequested)
        {
            segment = await GiveUpExpiredAsync(segment, last, tokens).ConfigureAwait(false);
            if (segment.Count == 0)
                return true;

            OpenWindow(segment);
            var call = await _caller.CallAsync(segment.Records, Window, tokens.Abandon).ConfigureAwait(false);
            if (call.Outcome is null)
                return false;
            last = call with { Result = call.Result ?? last?.Result };
            await TakeDoneAsync(segment, call, tokens).ConfigureAwait(false);
            if (!await EndLargeWindowAsync(tokens).ConfigureAwait(false))
                return false;
            if (call.Outcome == BatchOutcome.Succeeded)
                return true;

            segment = AfterFailure(segment, call, segments);
            if (IsExhausted(segment))
            {
                await GiveUpAsync(segment, FailureRecord.RetriesExhausted, last, tokens).ConfigureAwait(false);
                _pause.Reset();
                return true;
            }

            TellRetry(segment, call);
            if (!await _pause.WaitAsync(tokens.Stop).ConfigureAwait(false))
                return false;
        }

        return false;
    }

    /// <summary>What of a segment is tried next. Cutting a batch does not count as a failure.</summary>
    private BatchSegment AfterFailure(BatchSegment segment, FunctionCall call, Stack<BatchSegment> segments)
    {
        var isCut = mapping.Options.BisectBatchOnFunctionError && call.Outcome != BatchOutcome.NotInvoked && segment.Count > 1;
        var rest = isCut ? segment with { Invocations = segment.Invocations + 1 } : Count(segment, call);
        rest = rest.From(call.DoneCount);
        if (!isCut || call.DoneCount > 0)
            return rest;
        var half = rest.Count / 2;
        segments.Push(rest.From(half));
        return rest.To(half);
    }

    private static BatchSegment Count(BatchSegment segment, FunctionCall call) => call.Outcome switch
    {
        BatchOutcome.NotInvoked => segment,
        BatchOutcome.Succeeded => segment with { Invocations = segment.Invocations + 1 },
        _ => segment with { Invocations = segment.Invocations + 1, Failures = segment.Failures + 1 },
    };

    private bool IsExhausted(BatchSegment segment) => mapping.Options.MaximumRetryAttempts >= 0 && segment.Failures > mapping.Options.MaximumRetryAttempts;

    private async Task TakeDoneAsync(BatchSegment segment, FunctionCall call, StopTokens tokens)
    {
        if (call.Outcome == BatchOutcome.Succeeded)
            _pause.Reset();
        if (call.DoneCount == 0)
            return;
        if (Window is { } window && call.State is { } state)
            SetWindow(window with { State = state });
        mapping.Monitor.OnProcessed(call.DoneCount);
        progress.Complete(segment.To(call.DoneCount).Records.Span);
        await progress.SaveAsync(tokens.Abandon).ConfigureAwait(false);
    }

    /// <summary>Records are in the order of their creation, so those that are too old come first.</summary>
    private async Task<BatchSegment> GiveUpExpiredAsync(BatchSegment segment, FunctionCall? last, StopTokens tokens)
    {
        var oldest = mapping.Time.GetUtcNow() - mapping.RecordAgeMaximum;
        var expired = 0;
        while (expired < segment.Count && segment.Records.Span[expired].CreatedAt < oldest)
            expired++;
        if (expired == 0)
            return segment;
        await GiveUpAsync(segment.To(expired), FailureRecord.AgeExceeded, last, tokens).ConfigureAwait(false);
        return segment.From(expired);
    }

    private async Task GiveUpAsync(BatchSegment segment, string condition, FunctionCall? last, StopTokens tokens)
    {
        mapping.Monitor.OnDiscarded(segment.Count);
        mapping.Monitor.OnFailure(Describe(segment, last) with { Condition = condition, AttemptsLeft = 0 });
        if (mapping.Destination is { } destination)
        {
            try
            {
                await destination.SendAsync(FailureRecord.Write(mapping, shardId, segment, condition, last?.Result), tokens.Abandon).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // The mapping stops before the destination has it: the records are delivered, or given up, again after a restart.
                if (tokens.Abandon.IsCancellationRequested)
                    return;
                mapping.Monitor.OnDestinationFailed(error);
            }
        }

        progress.Complete(segment.Records.Span);
        await progress.SaveAsync(tokens.Abandon).ConfigureAwait(false);
    }

    private void TellRetry(BatchSegment segment, FunctionCall call) => mapping.Monitor.OnFailure(Describe(segment, call) with { RetryIn = _pause.Next });

    private EventSourceMappingFailure Describe(BatchSegment segment, FunctionCall? last) => new()
    {
        ShardId = shardId,
        Records = Array.ConvertAll(segment.Records.ToArray(), record => record.Json),
        Attempts = segment.Invocations,
        AttemptsLeft = mapping.Options.MaximumRetryAttempts < 0 ? null : mapping.Options.MaximumRetryAttempts + 1 - segment.Failures,
        LastCall = last?.Report,
        FailedCount = last?.FailedCount ?? last?.Report?.RecordCount ?? 0,
    };

    private void OpenWindow(BatchSegment segment)
    {
        if (mapping.Options.TumblingWindow is { } length && Window is null)
            SetWindow(TumblingWindow.Open(segment.Records.Span[0].CreatedAt, length));
    }

    private async Task<bool> EndLargeWindowAsync(StopTokens tokens) =>
        Window is not { IsStateTooLarge: true } || await CloseWindowAsync(early: true, tokens).ConfigureAwait(false);

    private void SetWindow(TumblingWindow? window)
    {
        Window = window;
        progress.SetWindow(window?.ToCheckpoint());
    }
}
