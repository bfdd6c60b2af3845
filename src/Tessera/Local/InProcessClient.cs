using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace Tessera.Local;

/// <summary>
/// Makes clients of the AWS SDK that send their requests to a message handler in the same process, such as the bundled engine's:
/// no socket, no port, no account, and no look at the machine's AWS configuration.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public static class InProcessClient
{
    /// <summary>The name in the requests' address. It is never resolved.</summary>
    private const string ServiceUrl = "http://localhost";

    private static readonly BasicAWSCredentials _credentials = new("local", "local");

    /// <summary>Makes an ordinary client over a handler.</summary>
    /// <param name="handler">What answers the requests. It stays the caller's: disposing of the client does not dispose of it.</param>
    /// <param name="region">The region that requests are signed for; the engine keeps the tables of each region apart.</param>
    /// <param name="configure">
    /// Changes the configuration before the client is made. By default the client never retries, so that a test sees the first answer and never waits.
    /// </param>
    /// <returns>A client with dummy credentials. Dispose of it when done.</returns>
    public static AmazonDynamoDBClient Create(HttpMessageHandler handler, string region = "us-east-1", Action<AmazonDynamoDBConfig>? configure = null) =>
        new(_credentials, Configure(handler, region, configure));

    /// <summary>Makes a client over a handler whose table contexts take the fast path; in all else it is what <see cref="Create"/> makes.</summary>
    /// <param name="handler">What answers the requests. It stays the caller's: disposing of the client does not dispose of it.</param>
    /// <param name="region">The region that requests are signed for; the engine keeps the tables of each region apart.</param>
    /// <param name="configure">Changes the configuration before the client is made. By default the client never retries.</param>
    /// <returns>A client with dummy credentials. Dispose of it when done.</returns>
    public static TesseraDynamoDBClient CreateFast(HttpMessageHandler handler, string region = "us-east-1", Action<AmazonDynamoDBConfig>? configure = null) =>
        new(_credentials, Configure(handler, region, configure));

    /// <summary>Makes a client of DynamoDB Streams over a handler.</summary>
    /// <param name="handler">What answers the requests. It stays the caller's: disposing of the client does not dispose of it.</param>
    /// <param name="region">The region that requests are signed for; the engine keeps the streams of each region apart.</param>
    /// <param name="configure">Changes the configuration before the client is made. By default the client never retries.</param>
    /// <returns>A client with dummy credentials. Dispose of it when done.</returns>
    public static DynamoDBStreamsClient CreateStreams(
        HttpMessageHandler handler, string region = "us-east-1", Action<DynamoDBStreamsConfig>? configure = null) =>
        new(_credentials, Configure(handler, region, configure));

    private static TConfig Configure<TConfig>(HttpMessageHandler handler, string region, Action<TConfig>? configure) where TConfig : ClientConfig, new()
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentException.ThrowIfNullOrEmpty(region);
        var config = new TConfig
        {
            ServiceURL = ServiceUrl,
            AuthenticationRegion = region,
            HttpClientFactory = new HandlerClientFactory(new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }),
            // Set here, since the SDK would otherwise look for them in profiles, in the environment and at the instance's metadata address.
            DefaultConfigurationMode = DefaultConfigurationMode.Standard,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 0,
        };
        configure?.Invoke(config);
        return config;
    }

    /// <summary>One HTTP client for all requests; the SDK neither caches nor disposes of it, and it holds nothing but the caller's handler.</summary>
    private sealed class HandlerClientFactory(HttpClient client) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
