using System.Text.Json;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Tessera.Transport;

namespace Tessera;

/// <summary>
/// A client of DynamoDB Streams over the AWS SDK's core: credentials, signing, endpoints, retries and telemetry are the SDK's; records are handed out as the
/// bytes that the service sent.
/// </summary>
/// <remarks>
/// Thread-safe. Make one and keep it. Errors are the SDK's exceptions of DynamoDB, and <see cref="ExpiredIteratorException"/> and
/// <see cref="TrimmedDataAccessException"/>, which only streams have.
/// </remarks>
/// <example><code>using var streams = new DynamoDBStreamsClient(RegionEndpoint.EUCentral1);</code></example>
public sealed class DynamoDBStreamsClient : AmazonServiceClient, IStreamSource
{
    private static readonly Metadata _metadata = new();

    /// <summary>Makes a client with the credentials and the region that the SDK finds in the application's environment or profile.</summary>
    public DynamoDBStreamsClient()
        : base(new DynamoDBStreamsConfig())
    {
    }

    /// <summary>Makes a client for a region, with the credentials that the SDK finds in the application's environment or profile.</summary>
    /// <param name="region">The region.</param>
    public DynamoDBStreamsClient(RegionEndpoint region)
        : base(new DynamoDBStreamsConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Makes a client with a configuration, and the credentials that the SDK finds in the application's environment or profile.</summary>
    /// <param name="config">The configuration: region or address, retries, timeouts, proxy.</param>
    public DynamoDBStreamsClient(DynamoDBStreamsConfig config)
        : base(config)
    {
    }

    /// <summary>Makes a client with credentials and a configuration.</summary>
    /// <param name="credentials">The credentials.</param>
    /// <param name="config">The configuration: region or address, retries, timeouts, proxy.</param>
    public DynamoDBStreamsClient(AWSCredentials credentials, DynamoDBStreamsConfig config)
        : base(credentials, config)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => _metadata;

    /// <inheritdoc/>
    public async Task<StreamListing> ListStreamsAsync(
        string? tableName = null, string? exclusiveStartStreamArn = null, int? limit = null, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(
            StreamsOperation.ListStreams,
            json =>
            {
                WriteText(json, "TableName", tableName);
                WriteText(json, "ExclusiveStartStreamArn", exclusiveStartStreamArn);
                WriteLimit(json, limit);
            },
            cancellationToken).ConfigureAwait(false);
        return StreamsJson.ReadListing(response.Body);
    }

    /// <inheritdoc/>
    public async Task<StreamDescription> DescribeStreamAsync(
        string streamArn, string? exclusiveStartShardId = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(streamArn);
        using var response = await SendAsync(
            StreamsOperation.DescribeStream,
            json =>
            {
                WriteText(json, "StreamArn", streamArn);
                WriteText(json, "ExclusiveStartShardId", exclusiveStartShardId);
            },
            cancellationToken).ConfigureAwait(false);
        return StreamsJson.ReadDescription(response.Body);
    }

    /// <inheritdoc/>
    public async Task<string> GetShardIteratorAsync(string streamArn, string shardId, ShardStart start, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(streamArn);
        ArgumentException.ThrowIfNullOrEmpty(shardId);
        using var response = await SendAsync(
            StreamsOperation.GetShardIterator,
            json =>
            {
                WriteText(json, "StreamArn", streamArn);
                WriteText(json, "ShardId", shardId);
                WriteText(json, "ShardIteratorType", start.IteratorType);
                WriteText(json, "SequenceNumber", start.SequenceNumber);
            },
            cancellationToken).ConfigureAwait(false);
        return StreamsJson.ReadShardIterator(response.Body);
    }

    /// <inheritdoc/>
    public async Task<StreamRecordPage> GetRecordsAsync(string shardIterator, int? limit = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(shardIterator);
        var response = await SendAsync(
            StreamsOperation.GetRecords,
            json =>
            {
                WriteText(json, "ShardIterator", shardIterator);
                WriteLimit(json, limit);
            },
            cancellationToken).ConfigureAwait(false);
        return new(response);
    }

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new StreamsEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new StreamsAuthHandler());
        pipeline.AddHandlerAfter<Unmarshaller>(new ResponseBodyHandler());
    }

    private async Task<TransportResponse> SendAsync(OperationDescription operation, Action<Utf8JsonWriter> writeMembers, CancellationToken cancellationToken)
    {
        using var body = new PooledBuffer(512);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        var call = new FastCall(operation, body.Written);
        var options = new InvokeOptions { RequestMarshaller = call, ResponseUnmarshaller = call };
        return await InvokeAsync<TransportResponse>(operation.MakeRequest(""), options, cancellationToken).ConfigureAwait(false);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteLimit(Utf8JsonWriter json, int? limit)
    {
        if (limit is { } value)
            json.WriteNumber("Limit", value);
    }

    private sealed class Metadata : IServiceMetadata
    {
        public string ServiceId => DynamoDBStreamsConfig.Service;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
