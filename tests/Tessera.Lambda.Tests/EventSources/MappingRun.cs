using System.Globalization;
using System.Text.Json;
using Tessera.Testing;

namespace Tessera.Lambda.Tests.EventSources;

/// <summary>
/// A mapping over a scripted stream, a scripted function and a clock that the test moves, and the trace of everything that came of it. Nothing runs beside the
/// test: what is due is done when <see cref="Advance"/> returns.
/// </summary>
/// <remarks>
/// The trace has a line for each call of the function (<c>+1.25 [1 2 3] failed</c>: the seconds since the start, the records' numbers, what it answered), for each
/// checkpoint (<c>checkpoint 3</c>, with the shard's name unless it is <c>s</c>) and for each on-failure record (<c>gave up [3] RetryAttemptsExhausted x2</c>).
/// </remarks>
internal sealed class MappingRun : IFunctionInvoker, IFailureDestination, ICheckpointStore, IDisposable
{
    private readonly List<string> _trace = [];
    private readonly DateTimeOffset _start;
    private CancellationTokenSource _stop = new();

    public MappingRun(EventSourceMappingOptions options)
    {
        Options = options;
        _start = Clock.GetUtcNow();
        Stream = new(Clock);
        Mapping = Make();
    }

    public ManualClock Clock { get; } = new();

    public ScriptedStream Stream { get; }

    public EventSourceMappingOptions Options { get; set; }

    public EventSourceMapping Mapping { get; private set; }

    public MemoryCheckpointStore Store { get; } = new();

    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>What the function answers: <see langword="null"/> for an empty answer, text for a response, or an exception. Text that starts with ! is an error.</summary>
    public Func<FunctionEvent, string?> Answer { get; set; } = _ => null;

    /// <summary>When set, a call waits for this before it answers.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>The same for the call that begins with a record.</summary>
    public Dictionary<int, TaskCompletionSource> Gates { get; } = [];

    /// <summary>Whether a fault may end the mapping.</summary>
    public bool EndsWithAFault { get; init; }

    /// <summary>Whether checkpoints are in the trace.</summary>
    public bool TracesCheckpoints { get; init; } = true;

    /// <summary>What the destination got.</summary>
    public List<string> FailureRecords { get; } = [];

    /// <summary>When set, the destination throws.</summary>
    public bool DestinationFails { get; set; }

    /// <summary>When set, checkpoints are not saved.</summary>
    public bool StoreFails { get; set; }

    /// <summary>When saving was tried in vain: the seconds since the start.</summary>
    public List<double> RefusedSaves { get; } = [];

    /// <summary>The trace since it was last taken.</summary>
    public string[] TakeTrace()
    {
        var trace = _trace.ToArray();
        _trace.Clear();
        return trace;
    }

    public static Func<FunctionEvent, string?> FailsWith(params int[] poison) => call => call.Numbers.Intersect(poison).Any() ? "!poison" : null;

    /// <summary>A response that names failed records.</summary>
    public static string Failures(params int[] numbers) =>
        $"{{\"batchItemFailures\":[{string.Join(',', numbers.Select(number => $"{{\"itemIdentifier\":\"{ScriptedStream.SequenceOf(number)}\"}}"))}]}}";

    public MappingRun Start()
    {
        OnBareThread(() => Running = Mapping.RunAsync(_stop.Token));
        return this;
    }

    /// <summary>Moves the clock by seconds.</summary>
    public MappingRun Advance(double seconds)
    {
        OnBareThread(() => Clock.Advance(TimeSpan.FromSeconds(seconds)));
        return this;
    }

    public static void Do(Action action) => OnBareThread(action);

    public void Stop() => OnBareThread(_stop.Cancel);

    /// <summary>A new mapping of the same name over the same checkpoints, as after a restart of the process.</summary>
    public void Restart()
    {
        Stop();
        Assert.True(Running.IsCompletedSuccessfully, "The mapping has not stopped.");
        _stop.Dispose();
        _stop = new();
        Mapping = Make();
        Start();
    }

    public void Dispose()
    {
        Gate?.TrySetResult();
        Stop();
        Advance(600);
        Assert.True(Running.IsCompletedSuccessfully || (EndsWithAFault && Running.IsFaulted), Running.Exception?.ToString() ?? "The mapping has not stopped.");
        _stop.Dispose();
    }

    private EventSourceMapping Make() => new("orders", ScriptedStream.Arn, Stream, this, Options, this, this, Clock);

    /// <summary>Without the test framework's synchronization context what is awaited goes on at once, on this thread.</summary>
    private static void OnBareThread(Action action)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    async Task<FunctionResult> IFunctionInvoker.InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var call = FunctionEvent.Read(payload);
        var line = $"+{(Clock.GetUtcNow() - _start).TotalSeconds.ToString(CultureInfo.InvariantCulture)} {call}";
        if ((Gate ?? Gates.GetValueOrDefault(call.Numbers.FirstOrDefault())) is { } gate)
        {
            _trace.Add(line + " begins");
            await gate.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        string? answer;
        try
        {
            answer = Answer(call);
        }
        catch (InvalidOperationException)
        {
            _trace.Add(line + " not called");
            throw;
        }

        var failed = answer?.StartsWith('!') == true;
        _trace.Add(line + (failed ? " failed" : answer?.Contains("itemIdentifier", StringComparison.Ordinal) == true ? " partial" : " ok"));
        return new(System.Text.Encoding.UTF8.GetBytes(answer ?? ""), failed ? "Unhandled" : null) { RequestId = "r" };
    }

    Task IFailureDestination.SendAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken)
    {
        FailureRecords.Add(System.Text.Encoding.UTF8.GetString(record.Span));
        using var json = JsonDocument.Parse(record);
        var (request, batch) = (json.RootElement.GetProperty("requestContext"), json.RootElement.GetProperty("DDBStreamBatchInfo"));
        var size = batch.GetProperty("batchSize").GetInt32();
        var range = size == 0 ? "" : Range(batch.GetProperty("startSequenceNumber").GetString()!, batch.GetProperty("endSequenceNumber").GetString()!);
        _trace.Add($"gave up [{range}] {request.GetProperty("condition").GetString()} x{request.GetProperty("approximateInvokeCount").GetInt32()}");
        return DestinationFails ? Task.FromException(new InvalidOperationException("no destination")) : Task.CompletedTask;
    }

    private static string Range(string first, string last) =>
        first == last ? $"{ScriptedStream.NumberOf(first)}" : $"{ScriptedStream.NumberOf(first)}..{ScriptedStream.NumberOf(last)}";

    Task<IReadOnlyList<ShardCheckpoint>> ICheckpointStore.LoadAsync(string mapping, string streamArn, CancellationToken cancellationToken) =>
        Store.LoadAsync(mapping, streamArn, cancellationToken);

    Task ICheckpointStore.SaveAsync(string mapping, string streamArn, ShardCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        if (StoreFails)
        {
            RefusedSaves.Add((Clock.GetUtcNow() - _start).TotalSeconds);
            return Task.FromException(new InvalidOperationException("no store"));
        }

        if (TracesCheckpoints)
        {
            var shard = checkpoint.ShardId == "s" ? "" : checkpoint.ShardId + " ";
            var position = checkpoint.IsCompleted ? "completed" : checkpoint.SequenceNumber is { } number ? $"{ScriptedStream.NumberOf(number)}" : "start";
            _trace.Add($"checkpoint {shard}{position}");
        }

        return Store.SaveAsync(mapping, streamArn, checkpoint, cancellationToken);
    }

    Task ICheckpointStore.RemoveAsync(string mapping, string streamArn, string shardId, CancellationToken cancellationToken)
    {
        _trace.Add($"forgot {shardId}");
        return Store.RemoveAsync(mapping, streamArn, shardId, cancellationToken);
    }
}
