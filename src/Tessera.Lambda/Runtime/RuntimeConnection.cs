using System.Net.Sockets;

namespace Tessera.Lambda.Runtime;

/// <summary>
/// One connection to the runtime API, which speaks as much HTTP/1.1 as that needs: one call at a time, over a socket that stays open. HttpClient is not used
/// since it cannot send trailers after a body, which streamed responses need, and since a cold start is cheaper without it.
/// </summary>
/// <remarks>Not thread-safe: each loop has its own.</remarks>
internal sealed class RuntimeConnection(RuntimeEndpoint endpoint) : IDisposable
{
    private readonly ResponseReader _reader = new();
    private Socket? _socket;

    public RuntimeEndpoint Endpoint => endpoint;

    /// <summary>Sends a request and waits, without limit, for its response, which is valid until the next call.</summary>
    public async ValueTask<RuntimeResponse> SendAsync(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        // A connection that was idle may have been closed meanwhile, or frozen away: then the call goes over a new one.
        if (_socket is not null)
        {
            try
            {
                return await SendOnceAsync(head, body, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is SocketException or ConnectionClosedException && !_reader.HasReceived)
            {
            }
        }

        await ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await SendOnceAsync(head, body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends the head of a request whose body follows in pieces through <see cref="WriteAsync"/>. It always goes over a new connection, since what was
    /// streamed cannot be sent again.
    /// </summary>
    public async ValueTask BeginAsync(ReadOnlyMemory<byte> head, CancellationToken cancellationToken)
    {
        await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(head, cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="ConnectionClosedException">An earlier call has failed, and the connection with it.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var socket = _socket ?? throw new ConnectionClosedException();
        try
        {
            while (!bytes.IsEmpty)
                bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false)..];
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Waits for the response to a request that has been sent whole.</summary>
    public async ValueTask<RuntimeResponse> ReceiveAsync(CancellationToken cancellationToken)
    {
        var socket = _socket ?? throw new ConnectionClosedException();
        try
        {
            var response = await _reader.ReadAsync(socket, cancellationToken).ConfigureAwait(false);
            if (response.IsLast)
                Close();
            return response;
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Closes the socket; the next call opens another.</summary>
    public void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }

    public void Dispose()
    {
        Close();
        _reader.Dispose();
    }

    private async ValueTask<RuntimeResponse> SendOnceAsync(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        _reader.Reset();
        await WriteAsync(head, cancellationToken).ConfigureAwait(false);
        await WriteAsync(body, cancellationToken).ConfigureAwait(false);
        return await ReceiveAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        Close();
        _reader.Reset();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint.Address, cancellationToken).ConfigureAwait(false);
            _socket = socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new RuntimeApiException($"The runtime API at {endpoint.Authority} cannot be reached: {exception.Message}", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
