using System.Globalization;
using System.Text;

namespace Tessera.Engine.Server.Tests.Http;

/// <summary>What the HTTP face adds to the protocol: headers, sizes, and bodies in every shape that HTTP knows.</summary>
public sealed class ProtocolOverHttpTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const int BodySizeBytesMax = 16 * 1024 * 1024;

    [Fact]
    public async Task Response_HasTheServicesHeadersAndNoOthers()
    {
        var response = await RawHttp.PostAsync(server.Endpoint, RawHttp.ListTables, "{}");

        Assert.Equal(200, response.StatusCode);
        Assert.Equal("application/x-amz-json-1.0", response.Headers["Content-Type"]);
        Assert.Equal(response.Body.Length.ToString(CultureInfo.InvariantCulture), response.Headers["Content-Length"]);
        Assert.Matches("^[A-Z0-9]{52}$", response.Headers["x-amzn-RequestId"]);
        Assert.Equal(Crc32(response.Body), uint.Parse(response.Headers["x-amz-crc32"], CultureInfo.InvariantCulture));
        Assert.Equal(["Connection", "Content-Length", "Content-Type", "Date", "x-amz-crc32", "x-amzn-RequestId"], response.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Request_InChunks_IsAnswered()
    {
        var response = await RawHttp.SendAsync(
            server.Endpoint,
            $"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{RawHttp.ListTables}Transfer-Encoding: chunked\r\n\r\n1\r\n{{\r\n1\r\n}}\r\n0\r\n\r\n");
        Assert.Equal(200, response.StatusCode);
        Assert.Equal("""{"TableNames":[]}""", response.Body);
    }

    [Theory]
    [InlineData(4_000)]
    [InlineData(100_000)]
    [InlineData(BodySizeBytesMax)]
    public async Task Request_OfAnySizeUpToTheLimit_IsAnswered(int size)
    {
        var response = await RawHttp.PostAsync(server.Endpoint, RawHttp.ListTables, "{}".PadRight(size));
        Assert.Equal(200, response.StatusCode);
    }

    [Fact]
    public async Task Request_OverTheLimit_Gets413InTheProtocol()
    {
        var response = await RawHttp.PostAsync(server.Endpoint, RawHttp.ListTables, "{}".PadRight(BodySizeBytesMax + 1));

        Assert.Equal(413, response.StatusCode);
        Assert.Equal("application/x-amz-json-1.0", response.Headers["Content-Type"]);
        Assert.NotNull((string?)response.Json["__type"]);
    }

    [Fact]
    public async Task Requests_OneAfterTheOtherOnAConnection_AreAnsweredInOrder()
    {
        var one = $"POST / HTTP/1.1\r\nHost: localhost\r\n{RawHttp.ListTables}Content-Length: 2\r\n\r\n{{}}";
        var last = $"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{RawHttp.ListTables}Content-Length: 1\r\n\r\n{{";
        var response = await RawHttp.SendAsync(server.Endpoint, one + last);

        Assert.Equal(200, response.StatusCode);
        Assert.Contains("HTTP/1.1 400 Bad Request", response.Body, StringComparison.Ordinal);
        Assert.Contains("SerializationException", response.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("OPTIONS")]
    public async Task Request_OfAnotherMethod_IsAnsweredWithoutAnError500(string method)
    {
        var response = await RawHttp.SendAsync(server.Endpoint, $"{method} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        Assert.InRange(response.StatusCode, 200, 499);
    }

    /// <summary>The checksum bit by bit, straight from its definition.</summary>
    private static uint Crc32(string body)
    {
        var crc = uint.MaxValue;
        foreach (var value in Encoding.UTF8.GetBytes(body))
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xEDB88320);
        }
        return ~crc;
    }
}
