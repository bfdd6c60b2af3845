using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Tessera.Transport;

namespace Tessera;

/// <summary>
/// The AWS SDK's DynamoDB client with a fast path for table contexts: entities travel as the bytes of requests and responses, without a dictionary of
/// attribute values in between. Everything else is the SDK's: credentials, signing, endpoints, retries, telemetry, exceptions; and every method of
/// <see cref="IAmazonDynamoDB"/> works as it does on <see cref="AmazonDynamoDBClient"/>, so it can stand wherever that one does.
/// </summary>
/// <remarks>
/// Thread-safe. Make one and keep it. On the fast path, events such as <see cref="AmazonServiceClient.BeforeRequestEvent"/> see the SDK's request with the
/// table's name alone, and changes to its other members have no effect.
/// </remarks>
/// <example><code>var shop = new ShopTable(new TesseraDynamoDBClient());</code></example>
public sealed class TesseraDynamoDBClient : AmazonDynamoDBClient, ITransport
{
    private readonly EndpointOperationDelegate _endpointOperation;

    /// <summary>Makes a client with the credentials and the region that the SDK finds in the application's environment or profile.</summary>
    public TesseraDynamoDBClient() => _endpointOperation = EndpointOperation;

    /// <summary>Makes a client for a region, with the credentials that the SDK finds in the application's environment or profile.</summary>
    /// <param name="region">The region.</param>
    public TesseraDynamoDBClient(RegionEndpoint region) : base(region) => _endpointOperation = EndpointOperation;

    /// <summary>Makes a client with a configuration, and the credentials that the SDK finds in the application's environment or profile.</summary>
    /// <param name="config">The configuration: region or address, retries, timeouts, proxy.</param>
    public TesseraDynamoDBClient(AmazonDynamoDBConfig config) : base(config) => _endpointOperation = EndpointOperation;

    /// <summary>Makes a client with credentials, for the region that the SDK finds in the application's environment or profile.</summary>
    /// <param name="credentials">The credentials.</param>
    public TesseraDynamoDBClient(AWSCredentials credentials) : base(credentials) => _endpointOperation = EndpointOperation;

    /// <summary>Makes a client with credentials, for a region.</summary>
    /// <param name="credentials">The credentials.</param>
    /// <param name="region">The region.</param>
    public TesseraDynamoDBClient(AWSCredentials credentials, RegionEndpoint region) : base(credentials, region) => _endpointOperation = EndpointOperation;

    /// <summary>Makes a client with credentials and a configuration.</summary>
    /// <param name="credentials">The credentials.</param>
    /// <param name="config">The configuration: region or address, retries, timeouts, proxy.</param>
    public TesseraDynamoDBClient(AWSCredentials credentials, AmazonDynamoDBConfig config) : base(credentials, config) =>
        _endpointOperation = EndpointOperation;

    /// <inheritdoc/>
    ValueTask<TransportResponse> ITransport.SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var operation = OperationDescription.For(request.Operation);
        var call = new FastCall(operation, request.Body);
        var options = new InvokeOptions
        {
            RequestMarshaller = call,
            ResponseUnmarshaller = call,
            EndpointDiscoveryMarshaller = operation.Discovery,
            EndpointOperation = _endpointOperation,
        };
        return new(InvokeAsync<TransportResponse>(operation.MakeRequest(request.TableName), options, cancellationToken));
    }

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerAfter<Unmarshaller>(new ResponseBodyHandler());
        pipeline.AddHandlerAfter<RetryHandler>(new AttemptHandler());
    }
}
