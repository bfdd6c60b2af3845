using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Tessera;

/// <summary>
/// The configuration of a <see cref="DynamoDBStreamsClient"/>: region or address, retries, timeouts, proxy. An address comes from <see cref="ClientConfig.ServiceURL"/>
/// or, as for every client of the SDK, from <c>AWS_ENDPOINT_URL_DYNAMODB_STREAMS</c>, <c>AWS_ENDPOINT_URL</c> or the profile.
/// </summary>
public sealed class DynamoDBStreamsConfig : ClientConfig
{
    /// <summary>The service's name in the SDK; environment variables and profiles name it <c>dynamodb_streams</c>.</summary>
    internal const string Service = "DynamoDB Streams";

    private static readonly string _userAgent =
        InternalSDKUtils.BuildUserAgentString(Service, typeof(DynamoDBStreamsConfig).Assembly.GetName().Version!.ToString(3));

    /// <summary>Makes a configuration with the SDK's defaults for DynamoDB.</summary>
    public DynamoDBStreamsConfig()
        : base(new DefaultConfigurationProvider(AmazonDynamoDBDefaultConfiguration.GetAllConfigurations()))
    {
        ServiceId = Service;
        AuthenticationServiceName = "dynamodb";
        EndpointProvider = new StreamsEndpointProvider();
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "streams.dynamodb";

    /// <inheritdoc/>
    public override string ServiceVersion => "2012-08-10";

    /// <inheritdoc/>
    public override string UserAgent => _userAgent;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var context = new RequestContext(false)
        {
            ClientConfig = this,
            OriginalRequest = parameters.Request,
            Request = new DefaultRequest(parameters.Request, Service) { AlternateEndpoint = parameters.AlternateEndpoint },
        };
        return new StreamsEndpointResolver().GetEndpoint(new Amazon.Runtime.Internal.ExecutionContext(context, null));
    }
}
