namespace Tessera.Engine.Server.Tests;

/// <summary>An engine behind a server on a free port, for the tests of one class. The page of https://allowed.example may call it.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    public const string AllowedOrigin = "https://allowed.example";

    private readonly DynamoDBEngine _engine = new();
    private EngineServer? _server;

    public Uri Endpoint => _server!.Endpoint;

    public async ValueTask InitializeAsync() =>
        _server = await EngineServer.StartAsync(_engine, new EngineServerOptions { Port = 0, AllowedOrigins = [AllowedOrigin] });

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _engine.Dispose();
    }
}
