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
    private static readonly Counter<long> _errors = _meter.CreateCounter<long>("faas.errors", "{error}", "Invocations that failed.");
    private static readonly Counter<long> _timeouts = _meter.CreateCounter<long>("faas.timeouts", "{timeout}", "Invocations that were not done in time.");
    private static readonly Counter<long> _coldStarts = _meter.CreateCounter<long>("faas.coldstarts", "{coldstart}", "First invocations of a process.");

    private readonly Activity? _activity;
    private readonly long _started = Stopwatch.GetTimestamp();

    private InvocationTelemetry(Activity? activity) => _activity = activity;

    public static InvocationTelemetry Start(LambdaContext context, bool isCold)
    {
        if (isCold)
            _coldStarts.Add(1);
        return new InvocationTelemetry(StartActivity(context, isCold));
    }

    public void Fail(Exception error)
    {
        _errors.Add(1);
        _activity?.SetStatus(ActivityStatusCode.Error, error.Message);
        _activity?.SetTag("error.type", error.GetType().FullName);
    }

    public void TimeOut()
    {
        _timeouts.Add(1);
        _activity?.SetStatus(ActivityStatusCode.Error, "Not done in time.");
    }

    public void Dispose()
    {
        _duration.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds);
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
