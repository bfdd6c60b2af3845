using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Tessera.Engine.Server.Http;

/// <summary>
/// Sockets bound to one port on both loopback addresses. They are bound before the web server starts, so that port 0 means the same free port on both,
/// and so that a taken port is reported in our words.
/// </summary>
internal sealed class LoopbackSockets : IDisposable
{
    private const int FreePortAttemptsMax = 20;

    private readonly List<Socket> _sockets;

    private LoopbackSockets(List<Socket> sockets)
    {
        _sockets = sockets;
        Addresses = sockets.ConvertAll(socket => (IPEndPoint)socket.LocalEndPoint!);
        Port = Addresses[0].Port;
    }

    public int Port { get; }

    public IReadOnlyList<IPEndPoint> Addresses { get; }

    public static LoopbackSockets Bind(int port)
    {
        // A port that is free on 127.0.0.1 may be taken on ::1: where any port will do, try another.
        for (var attempt = 1; ; attempt++)
        {
            var sockets = new List<Socket>(2);
            try
            {
                sockets.Add(Bind(IPAddress.Loopback, port));
                if (TryBindIPv6(((IPEndPoint)sockets[0].LocalEndPoint!).Port) is { } second)
                    sockets.Add(second);
                return new LoopbackSockets(sockets);
            }
            catch (SocketException exception)
            {
                sockets.ForEach(socket => socket.Dispose());
                if (exception.SocketErrorCode == SocketError.AddressAlreadyInUse && port == 0 && attempt < FreePortAttemptsMax)
                    continue;
                throw Explain(exception, port);
            }
        }
    }

    /// <summary>Hands the socket of an address over to the web server, which then owns it.</summary>
    public Socket Take(EndPoint address)
    {
        var index = _sockets.FindIndex(socket => address.Equals(socket.LocalEndPoint));
        var socket = _sockets[index];
        _sockets.RemoveAt(index);
        return socket;
    }

    /// <summary>Closes the sockets that nobody took.</summary>
    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private static Socket Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Null where the machine has no IPv6 loopback, as in many containers.</summary>
    private static Socket? TryBindIPv6(int port)
    {
        try
        {
            return Socket.OSSupportsIPv6 ? Bind(IPAddress.IPv6Loopback, port) : null;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            return null;
        }
    }

    private static Exception Explain(SocketException exception, int port) => exception.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => new AddressInUseException($"Port {port} is taken: another process listens on it.", exception),
        SocketError.AccessDenied => new IOException($"Port {port} may not be used: ports below 1024 are reserved for the system.", exception),
        _ => new IOException($"Cannot listen on port {port}: {exception.Message}", exception),
    };
}
