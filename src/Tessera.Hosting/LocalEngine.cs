using Tessera.Engine;
using Tessera.Local;

namespace Tessera.Hosting;

/// <summary>The bundled engine of an application with a client over it; the container disposes of both together.</summary>
internal sealed class LocalEngine : IDisposable
{
    private readonly DynamoDBEngine _engine;
    private readonly HttpMessageHandler _handler;
    private readonly string _region;

    public LocalEngine(TesseraOptions options, TimeProvider time)
    {
        _region = options.Region ?? new EngineOptions().DefaultRegion;
        _engine = new DynamoDBEngine(new EngineOptions { TimeProvider = time, DefaultRegion = _region });
        _handler = _engine.CreateHandler();
        Client = InProcessClient.CreateFast(_handler, _region);
    }

    /// <summary>The client that Amazon DynamoDB gets too, so that a laptop goes the way that production goes.</summary>
    public TesseraDynamoDBClient Client { get; }

    /// <summary>Makes a client of the engine's streams. Dispose of it before the engine.</summary>
    public DynamoDBStreamsClient CreateStreams() => InProcessClient.CreateStreams(_handler, _region);

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
        _engine.Dispose();
    }
}
