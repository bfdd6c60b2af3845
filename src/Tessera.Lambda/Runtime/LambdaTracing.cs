using System.Diagnostics;

namespace Tessera.Lambda.Runtime;

/// <summary>The trace of an invocation, which goes on from the X-Ray header.</summary>
internal static class LambdaTracing
{
    public const string SourceName = "Tessera.Lambda";

    private static readonly ActivitySource _source = new(SourceName);

    public static Activity? Start(LambdaContext context, bool isCold)
    {
        if (!_source.HasListeners())
            return null;
        var parent = XRayHeader.TryParse(context.TraceId, out var caller) ? caller : default;
        var activity = _source.StartActivity(context.FunctionName.Length > 0 ? context.FunctionName : "invoke", ActivityKind.Server, parent);
        activity?.SetTag("faas.invocation_id", context.RequestId);
        activity?.SetTag("faas.coldstart", isCold);
        activity?.SetTag("cloud.resource_id", context.InvokedFunctionArn);
        return activity;
    }
}
