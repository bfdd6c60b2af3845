using Amazon.DynamoDBv2;
using Tessera.Engine;
using Tessera.Local;

namespace Tessera.Testing;

/// <summary>
/// An engine of a test's own, an ordinary AWS SDK client over it, and the clock that both live by: no socket, no port, nothing shared with other tests.
/// Making one takes well under a millisecond, so make one per test.
/// </summary>
/// <remarks>
/// Thread-safe. Deterministic: the clock stands still until it is moved, and the random seed is fixed. As an xUnit class fixture it serves a class of tests.
/// </remarks>
public sealed class TestEngine : IDisposable
{
    private const int Seed = 1;

    private readonly HttpMessageHandler _handler;

    /// <summary>Makes an engine with the defaults of tests: <see cref="Clock"/> as its clock, a fixed seed, tables active at once.</summary>
    public TestEngine()
        : this(options => options)
    {
    }

    /// <summary>Makes an engine with other options.</summary>
    /// <param name="configure">Gets the defaults of tests and returns what to use, such as <c>options => options with { StatusDelay = … }</c>.</param>
    public TestEngine(Func<EngineOptions, EngineOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Clock = new ManualClock();
        Engine = new DynamoDBEngine(configure(new EngineOptions { TimeProvider = Clock, Seed = Seed }));
        _handler = Engine.CreateHandler();
        Client = CreateClient();
    }

    /// <summary>The engine's clock. It moves only when told to.</summary>
    public ManualClock Clock { get; }

    /// <summary>The engine itself, for requests as bytes.</summary>
    public DynamoDBEngine Engine { get; }

    /// <summary>A client of the region us-east-1 that never retries.</summary>
    public AmazonDynamoDBClient Client { get; }

    /// <summary>Makes another client, for another region or with retries.</summary>
    /// <param name="region">The region that requests are signed for.</param>
    /// <param name="configure">Changes the client's configuration; see <see cref="InProcessClient.Create"/>.</param>
    /// <returns>A client over the same engine. Dispose of it when done.</returns>
    public AmazonDynamoDBClient CreateClient(string region = "us-east-1", Action<AmazonDynamoDBConfig>? configure = null) =>
        InProcessClient.Create(_handler, region, configure);

    /// <summary>Makes a client whose table contexts take the fast path, for another region or with retries.</summary>
    /// <param name="region">The region that requests are signed for.</param>
    /// <param name="configure">Changes the client's configuration; see <see cref="InProcessClient.CreateFast"/>.</param>
    /// <returns>A client over the same engine. Dispose of it when done.</returns>
    public TesseraDynamoDBClient CreateFastClient(string region = "us-east-1", Action<AmazonDynamoDBConfig>? configure = null) =>
        InProcessClient.CreateFast(_handler, region, configure);

    /// <summary>Makes a client of DynamoDB Streams, for another region or with retries.</summary>
    /// <param name="region">The region that requests are signed for.</param>
    /// <param name="configure">Changes the client's configuration; see <see cref="InProcessClient.CreateStreams"/>.</param>
    /// <returns>A client over the same engine. Dispose of it when done.</returns>
    public DynamoDBStreamsClient CreateStreamsClient(string region = "us-east-1", Action<DynamoDBStreamsConfig>? configure = null) =>
        InProcessClient.CreateStreams(_handler, region, configure);

    /// <summary>Disposes of the client, the engine and everything in it.</summary>
    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
        Engine.Dispose();
    }
}
