using System.Text;

namespace Tessera.Lambda.Local.Functions;

/// <summary>One call while a process works on it. Thread-safe.</summary>
internal sealed class Invocation(FunctionCall call, string functionArn, DateTimeOffset now)
{
    private const int LogTailBytesMax = 4096;

    private readonly TaskCompletionSource<FunctionResponse> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _log = new();
    private (double Reads, double Writes) _capacity;
    private string _report = "";

    public string RequestId => call.RequestId;

    public FunctionCall Call => call;

    public string FunctionArn { get; } = call.InvokedArn ?? functionArn;

    /// <summary>In the format of X-Ray.</summary>
    public string TraceId { get; } =
        $"Root=1-{now.ToUnixTimeSeconds():x8}-{Guid.NewGuid().ToString("N")[..24]};Parent={Guid.NewGuid().ToString("N")[..16]};Sampled=0";

    /// <summary>Set when the process takes the event.</summary>
    public DateTimeOffset Deadline { get; set; }

    /// <summary>Ends with the response, or with its beginning where it is streamed.</summary>
    public Task<FunctionResponse> Response => _response.Task;

    /// <summary>The error for the report, once there is one.</summary>
    public FunctionResult? Failure { get; private set; }

    /// <summary>The function has given all of its response. Its process soon asks for the next event.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Ends when the process is ready for another event, or is gone: the call's durations are known then.</summary>
    public Task Ended => _ended.Task;

    public bool TryAnswer(FunctionResponse response) => _response.TrySetResult(response);

    public bool TryAnswer(FunctionResult result)
    {
        if (_response.Task.IsCompleted)
            return false;
        // Before the response is there: whoever waits for it may call again at once.
        Finish(result.FunctionError is null ? null : result);
        return _response.TrySetResult(new FunctionResponse(result));
    }

    /// <summary>The response is complete, or has failed, perhaps after a good beginning.</summary>
    public void Finish(FunctionResult? failure)
    {
        Failure = failure ?? Failure;
        IsFinished = true;
    }

    /// <summary>Read and write units that the function has consumed while it worked on the event.</summary>
    public (double Reads, double Writes) Capacity
    {
        get
        {
            lock (_log)
                return _capacity;
        }
    }

    public void Consume(bool isRead, double units)
    {
        lock (_log)
            _capacity = isRead ? (_capacity.Reads + units, _capacity.Writes) : (_capacity.Reads, _capacity.Writes + units);
    }

    public void Log(string line)
    {
        lock (_log)
        {
            _log.Append(line).Append('\n');
            if (_log.Length > 2 * LogTailBytesMax)
                _log.Remove(0, _log.Length - LogTailBytesMax);
        }
    }

    /// <summary>Nothing more happens to the call.</summary>
    /// <param name="report">The last lines of its log. Output that is still on its way from the process stands before them.</param>
    public void End(string report)
    {
        lock (_log)
            _report = report;
        _ended.TrySetResult();
    }

    /// <summary>The last 4 KB of what was logged.</summary>
    public byte[] LogTail()
    {
        lock (_log)
        {
            var bytes = Encoding.UTF8.GetBytes($"{_log}{_report}");
            return bytes.Length <= LogTailBytesMax ? bytes : bytes[^LogTailBytesMax..];
        }
    }
}
