using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Testcontainers.DynamoDb;

namespace Tessera.Testcontainers;

/// <summary>
/// Amazon's own DynamoDB Local in a container, with a client over it: what <c>TestEngine</c> is, from another maker, so that a test of one runs on the other.
/// Starting takes seconds, so share it among tests, each with tables of its own.
/// </summary>
/// <remarks>Thread-safe. It has the machine's clock, which cannot be moved. Needs Docker.</remarks>
public sealed class DynamoDBLocalContainer : IAsyncDisposable
{
    /// <summary>The image that is taken where no other is named.</summary>
    public const string DefaultImage = "amazon/dynamodb-local:2.5.2";

    private readonly DynamoDbContainer _container;

    private DynamoDBLocalContainer(DynamoDbContainer container)
    {
        _container = container;
        Endpoint = new Uri(container.GetConnectionString());
        Client = CreateClient();
    }

    /// <summary>The address of the container's DynamoDB.</summary>
    public Uri Endpoint { get; }

    /// <summary>A client of the region us-east-1.</summary>
    public AmazonDynamoDBClient Client { get; }

    /// <summary>Starts a container and waits until it answers.</summary>
    /// <param name="image">The image with its tag.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The container. Dispose of it when done: it is removed.</returns>
    public static async Task<DynamoDBLocalContainer> StartAsync(string image = DefaultImage, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(image);
        var container = new DynamoDbBuilder().WithImage(image).Build();
        await container.StartAsync(cancellationToken).ConfigureAwait(false);
        return new DynamoDBLocalContainer(container);
    }

    /// <summary>Makes another client, for another region or with retries.</summary>
    /// <param name="region">The region that requests are signed for.</param>
    /// <param name="configure">Changes the client's configuration.</param>
    /// <returns>A client over the same container. Dispose of it when done.</returns>
    public AmazonDynamoDBClient CreateClient(string region = "us-east-1", Action<AmazonDynamoDBConfig>? configure = null) => new(_credentials, Config(region, configure));

    /// <summary>Makes a client whose table contexts take the fast path.</summary>
    /// <param name="region">The region that requests are signed for.</param>
    /// <param name="configure">Changes the client's configuration.</param>
    /// <returns>A client over the same container. Dispose of it when done.</returns>
    public TesseraDynamoDBClient CreateFastClient(string region = "us-east-1", Action<AmazonDynamoDBConfig>? configure = null) => new(_credentials, Config(region, configure));

    /// <summary>Disposes of the client, and stops and removes the container.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _container.DisposeAsync().ConfigureAwait(false);
    }

    private static readonly BasicAWSCredentials _credentials = new("local", "local");

    private AmazonDynamoDBConfig Config(string region, Action<AmazonDynamoDBConfig>? configure)
    {
        var config = new AmazonDynamoDBConfig { ServiceURL = Endpoint.AbsoluteUri, AuthenticationRegion = region };
        configure?.Invoke(config);
        return config;
    }
}
