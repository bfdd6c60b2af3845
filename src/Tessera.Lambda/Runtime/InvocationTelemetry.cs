using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Tessera.Lambda.Runtime;

/// <summary>
/// The span and the metrics of one invocation, with OpenTelemetry's names for functions: the trace goes on from the X-Ray header. Where nobody listens, an
/// invocation costs a few reads more.
/// </summary>
internal sealed class InvocationTelemetry : IDisposable
{
    private static readonly ActivitySource _activities = new(TesseraTelemetry.Name);
    private static readonly Meter _meter = new(TesseraTelemetry.Name);
    private static readonly Histogram<double> _duration = _meter.CreateHistogram<double>("faas.invoke_duration", "s", "How long an invocation took.");
    private static readonly Counter<long> _invocations = _meter.CreateCounter<long>("faas.invocations", "{invocation}", "Invocations that went well.");
    private static readonly Counter<long> _errors = _meter.CreateCounter<long>("faas.errors", "{error}", "Invocations that failed.");
    private static readonly Counter<long> _timeouts = _meter.CreateCounter<long>("faas.timeouts", "{timeout}", "Invocations that were not done in time.");
    private static readonly Counter<long> _coldStarts = _meter.CreateCounter<long>("faas.coldstarts", "{coldstart}", "First invocations of a process.");

    private readonly Invocation _invocation;
    private readonly bool _isCold;
    private readonly Activity? _activity;
    private readonly long _started = Stopwatch.GetTimestamp();
    private Counter<long> _outcome = _invocations;

    private InvocationTelemetry(Invocation invocation, bool isCold)
    {
        _invocation = invocation;
        _isCold = isCold;
        _activity = StartActivity(invocation.Context, isCold);
    }

    public static InvocationTelemetry Start(Invocation invocation, bool isCold) => new(invocation, isCold);

    public void Fail(Exception error)
    {
        _outcome = _errors;
        _activity?.SetStatus(ActivityStatusCode.Error, error.Message);
        _activity?.SetTag("error.type", error.GetType().FullName);
    }

    public void TimeOut()
    {
        _outcome = _timeouts;
        _activity?.SetStatus(ActivityStatusCode.Error, "Not done in time.");
    }

    /// <summary>The kind of event is known only now: telling it is a part of the invocation.</summary>
    public void Dispose()
    {
        var trigger = new KeyValuePair<string, object?>("faas.trigger", _invocation.Trigger);
        if (_isCold)
            _coldStarts.Add(1, trigger);
        _outcome.Add(1, trigger);
        _duration.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, trigger);
        _activity?.SetTag(trigger.Key, trigger.Value);
        _activity?.Dispose();
    }

    private static Activity? StartActivity(LambdaContext context, bool isCold)
    {
        if (!_activities.HasListeners())
            return null;
        var parent = XRayHeader.TryParse(context.TraceId, out var caller) ? caller : default;
        var activity = _activities.StartActivity(context.FunctionName.Length > 0 ? context.FunctionName : "invoke", ActivityKind.Server, parent);
        activity?.SetTag("faas.invocation_id", context.RequestId);
        activity?.SetTag("faas.coldstart", isCold);
        activity?.SetTag("cloud.resource_id", context.InvokedFunctionArn);
        return activity;
    }
}
