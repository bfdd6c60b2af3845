namespace Tessera.Lambda;

/// <summary>One call of the function and what came of it.</summary>
/// <param name="Outcome">How it ended; <see langword="null"/> when it was abandoned, because the mapping stops.</param>
/// <param name="DoneCount">How many records from the first on are done.</param>
/// <param name="State">The window's new state, if the function returned one.</param>
/// <param name="Result">The function's answer; <see langword="null"/> when there is none.</param>
/// <param name="FailedCount">How many records it reported as failed; <see langword="null"/> when it did not say which.</param>
internal sealed record FunctionCall(BatchOutcome? Outcome, int DoneCount = 0, string? State = null, FunctionResult? Result = null, int? FailedCount = null)
{
    /// <summary>What watchers of the mapping are told; <see langword="null"/> when it was abandoned.</summary>
    public EventSourceMappingBatch? Report { get; init; }
}

/// <summary>Calls the function with an event and judges its answer.</summary>
internal sealed class FunctionCaller(MappingContext mapping, string shardId)
{
    private readonly EventPayload _payload = new(shardId, mapping.StreamArn);

    /// <summary>Calls it with records.</summary>
    public Task<FunctionCall> CallAsync(ReadOnlyMemory<EventRecord> records, TumblingWindow? window, CancellationToken abandon) =>
        CallAsync(records, _payload.Write(records.Span, window), needsState: window is not null, abandon);

    /// <summary>Calls it for the last time in a window. Its state is not needed any more.</summary>
    public Task<FunctionCall> CallFinallyAsync(TumblingWindow window, bool isTerminatedEarly, CancellationToken abandon) =>
        CallAsync(default, _payload.Write([], window, isFinal: true, isTerminatedEarly), needsState: false, abandon);

    private async Task<FunctionCall> CallAsync(ReadOnlyMemory<EventRecord> records, ReadOnlyMemory<byte> payload, bool needsState, CancellationToken abandon)
    {
        // What is to be abandoned is not begun: an invoker may not heed the token.
        if (abandon.IsCancellationRequested)
            return new(Outcome: null);
        var started = mapping.Time.GetTimestamp();
        FunctionResult? result = null;
        string? problem = null;
        try
        {
            // An invoker that does not heed the token is left behind.
            result = await mapping.Function.InvokeAsync(payload, abandon).WaitAsync(abandon).ConfigureAwait(false);
        }
        catch (Exception caught) when (abandon.IsCancellationRequested || caught is not OutOfMemoryException)
        {
            if (abandon.IsCancellationRequested)
                return new(Outcome: null);
            problem = caught.Message;
        }

        var (call, error) = result is null ? (new(BatchOutcome.NotInvoked), problem ?? "The invoker gave no answer.") : Judge(result, records, needsState);
        var report = Describe(records.Span, call, mapping.Time.GetElapsedTime(started), error);
        mapping.Monitor.OnCall(report);
        return call with { Report = report };
    }

    private (FunctionCall Call, string? Error) Judge(FunctionResult result, ReadOnlyMemory<EventRecord> records, bool needsState)
    {
        if (result.FunctionError is not null)
            return (new(BatchOutcome.Failed, Result: result), ErrorText(result));
        if (!mapping.Options.ReportBatchItemFailures && !needsState)
            return (new(BatchOutcome.Succeeded, records.Length, Result: result), null);

        var response = BatchResponse.Read(result.Payload, records.Span, mapping.Options.ReportBatchItemFailures);
        if (needsState && response.State is null)
            return (new(BatchOutcome.Failed, Result: result), "The function's response has no state, which a tumbling window needs.");
        var outcome = response.DoneCount == records.Length && response.Error is null ? BatchOutcome.Succeeded
            : response.DoneCount > 0 ? BatchOutcome.PartiallyFailed
            : BatchOutcome.Failed;
        return (new(outcome, response.DoneCount, response.State, result, response.FailedCount), response.Error);
    }

    private static string ErrorText(FunctionResult result) => $"{result.FunctionError}: {System.Text.Encoding.UTF8.GetString(result.Payload.Span)}";

    private EventSourceMappingBatch Describe(ReadOnlySpan<EventRecord> records, FunctionCall call, TimeSpan duration, string? error)
    {
        var (first, last, age) = records.IsEmpty
            ? ("", "", TimeSpan.Zero)
            : (records[0].SequenceNumber, records[^1].SequenceNumber, mapping.Time.GetUtcNow() - records[^1].CreatedAt);
        return new(shardId, records.Length, first, last, call.Outcome!.Value, duration, age, error);
    }
}
