using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Tessera.Transport;

/// <summary>Stands right inside the SDK's retries, so that each attempt passes through: counts those sent again and those throttled.</summary>
internal sealed class AttemptHandler : PipelineHandler
{
    // The codes that the SDK takes for throttling in DynamoDB's answers.
    private static readonly HashSet<string> _throttlingCodes = new(StringComparer.Ordinal)
    {
        "ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded", "Throttling", "TooManyRequestsException",
    };

    /// <inheritdoc/>
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var request = executionContext.RequestContext;
        if (request.Retries > 0)
            RequestTelemetry.AddRetry(OperationName(request));
        try
        {
            return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        }
        catch (AmazonServiceException error) when (IsThrottling(error))
        {
            RequestTelemetry.AddThrottle(OperationName(request));
            throw;
        }
    }

    private static bool IsThrottling(AmazonServiceException error) => error.ErrorCode is { } code && _throttlingCodes.Contains(code);

    /// <summary>The SDK's request types are named for their operations: <c>GetItemRequest</c>.</summary>
    private static string OperationName(IRequestContext request)
    {
        var name = request.RequestName ?? "";
        return name.EndsWith("Request", StringComparison.Ordinal) ? name[..^"Request".Length] : name;
    }
}
