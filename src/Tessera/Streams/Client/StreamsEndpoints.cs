using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Util;

namespace Tessera;

/// <summary>The host names of DynamoDB Streams, by region and by the kind of endpoint that a configuration asks for.</summary>
internal sealed class StreamsEndpointProvider : IEndpointProvider
{
    /// <inheritdoc/>
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var fips = parameters["UseFIPS"] is true;
        var dualStack = parameters["UseDualStack"] is true;
        if (parameters["Endpoint"] is string { Length: > 0 } address)
            return fips || dualStack ? throw new AmazonClientException("A configured address cannot be combined with FIPS or dual-stack endpoints.") : new(address);
        if (parameters["Region"] is not string { Length: > 0 } region)
            throw new AmazonClientException("No region: set RegionEndpoint, AWS_REGION, or a region in the profile.");
        return new("https://" + HostOf(region, Fn.Partition(region), fips, dualStack));
    }

    private static string HostOf(string region, Partition partition, bool fips, bool dualStack)
    {
        if ((fips && !partition.supportsFIPS) || (dualStack && !partition.supportsDualStack))
            throw new AmazonClientException($"The partition {partition.name} has no {(fips ? "FIPS" : "dual-stack")} endpoints of the kind configured.");
        // The public partitions name their dual-stack hosts with a dash; GovCloud's ordinary hosts are the FIPS ones.
        var dashed = dualStack && partition.name is "aws" or "aws-cn" or "aws-us-gov";
        var service = dashed ? "streams-dynamodb" : "streams.dynamodb";
        var suffix = fips && !(partition.name == "aws-us-gov" && !dualStack) ? "-fips" : "";
        return $"{service}{suffix}.{region}.{(dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}";
    }
}

/// <summary>Hands a request's region and address to the endpoint provider.</summary>
internal sealed class StreamsEndpointResolver : BaseEndpointResolver
{
    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = requestContext.ClientConfig;
        return new EndpointParameters
        {
            ["Region"] = requestContext.Request.AlternateEndpoint?.SystemName ?? RegionOf(config),
            ["UseFIPS"] = config.UseFIPSEndpoint,
            ["UseDualStack"] = config.UseDualstackEndpoint,
            ["Endpoint"] = config.ServiceURL,
        };
    }

    private static string? RegionOf(IClientConfig config)
    {
        if (config.RegionEndpoint is { } region)
            return region.SystemName;
        if (string.IsNullOrEmpty(config.ServiceURL))
            return null;
        return string.IsNullOrEmpty(config.AuthenticationRegion) ? AWSSDKUtils.DetermineRegion(config.ServiceURL) : config.AuthenticationRegion;
    }
}

/// <summary>Every operation is signed with version 4.</summary>
internal sealed class StreamsAuthHandler : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
}
