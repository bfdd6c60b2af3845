using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Tessera.Engine.Server.Http;

namespace Tessera.Engine.Server;

/// <summary>An engine's HTTP face: the DynamoDB protocol on a loopback port, for any AWS SDK or the AWS CLI.</summary>
/// <remarks>
/// Thread-safe. It listens on 127.0.0.1 and, where the machine has it, on ::1; never on an address that another machine can reach.
/// In tests prefer <see cref="DynamoDBEngine.CreateHandler"/>, which needs no port.
/// </remarks>
public sealed class EngineServer : IAsyncDisposable
{
    private readonly KestrelServer _kestrel;

    private EngineServer(KestrelServer kestrel, int port)
    {
        _kestrel = kestrel;
        Endpoint = new Uri($"http://127.0.0.1:{port}");
    }

    /// <summary>The address to give to a client as its service URL, such as <c>http://127.0.0.1:8000</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>Starts a server. Requests are answered from when the task completes.</summary>
    /// <param name="engine">The engine that answers. It stays the caller's: dispose of it after the server.</param>
    /// <param name="options">Port and allowed origins; the defaults where null.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="AddressInUseException">Another process listens on the port.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is not between 0 and 65535.</exception>
    /// <exception cref="ArgumentException">An allowed origin is not of the form <c>scheme://host[:port]</c>.</exception>
    public static async Task<EngineServer> StartAsync(
        DynamoDBEngine engine, EngineServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        options ??= new EngineServerOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.Port, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Port, IPEndPoint.MaxPort, nameof(options));
        var callers = new CallerPolicy(options.AllowedOrigins);

        using var sockets = LoopbackSockets.Bind(options.Port);
        var kestrel = CreateKestrel(sockets);
        try
        {
            await kestrel.StartAsync(new EngineApplication(engine, callers), cancellationToken).ConfigureAwait(false);
            return new EngineServer(kestrel, sockets.Port);
        }
        catch
        {
            kestrel.Dispose();
            throw;
        }
    }

    /// <summary>Stops listening, lets the requests under way finish, and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        // Clients keep idle connections open for long: waiting for them to leave would make every stop slow.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _kestrel.StopAsync(patience.Token).ConfigureAwait(false);
        _kestrel.Dispose();
    }

    /// <summary>Kestrel alone, without the generic host, configuration, routing and logging: a quarter of the start-up time and memory.</summary>
    private static KestrelServer CreateKestrel(LoopbackSockets sockets)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        // The application measures bodies itself, so that too large a body gets an answer in the protocol.
        options.Limits.MaxRequestBodySize = null;
        foreach (var address in sockets.Addresses)
            options.Listen(address, listen => listen.Protocols = HttpProtocols.Http1);

        var transport = new SocketTransportOptions { CreateBoundListenSocket = sockets.Take };
        return new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(transport), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
    }
}
