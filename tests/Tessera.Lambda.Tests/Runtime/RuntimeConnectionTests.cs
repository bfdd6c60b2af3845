using System.Net;
using System.Net.Sockets;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Tests.Runtime;

public sealed class RuntimeConnectionTests
{
    [Fact]
    public async Task Write_AfterTheConnectionBroke_SaysThatItIsClosed()
    {
        var stop = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var connection = new RuntimeConnection(RuntimeEndpoint.Parse(listener.LocalEndpoint.ToString()!));
        var begun = connection.BeginAsync("POST / HTTP/1.1\r\n\r\n"u8.ToArray(), stop);
        using (var accepted = await listener.AcceptSocketAsync(stop))
        {
            await begun;
            // Closed so, what is sent from now on is refused.
            accepted.LingerState = new LingerOption(true, 0);
        }

        await Assert.ThrowsAnyAsync<SocketException>(async () =>
        {
            while (true)
                await connection.WriteAsync(new byte[1024], stop);
        });

        await Assert.ThrowsAsync<ConnectionClosedException>(async () => await connection.WriteAsync(new byte[1], stop));
        await Assert.ThrowsAsync<ConnectionClosedException>(async () => await connection.ReceiveAsync(stop));
    }
}
