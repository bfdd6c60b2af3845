using System.Text;
using Tessera.Lambda.Local.Gateway;

namespace Tessera.Lambda.Local.Tests.Gateway;

/// <summary>What functions return, and the responses that clients get.</summary>
public sealed class GatewayResponseReaderTests
{
    [Theory]
    [InlineData("""{"statusCode":201,"headers":{"X-A":"1"},"body":"hi"}""", "201|X-A: 1|Content-Type: std|hi")]
    [InlineData("""{"statusCode":"204"}""", "204|Content-Type: std|")]
    [InlineData("""{"statusCode":200,"headers":{"content-type":"text/css"},"body":"YWI=","isBase64Encoded":true}""", "200|content-type: text/css|ab")]
    [InlineData("""{"statusCode":200,"cookies":["a=1","b=2"],"body":null}""", "200|Set-Cookie: a=1|Set-Cookie: b=2|Content-Type: std|")]
    [InlineData("""{"statusCode":200,"headers":{"X-N":5,"X-B":true}}""", "200|X-N: 5|X-B: True|Content-Type: std|")]
    [InlineData("""{"statusCode":200,"headers":{"A":"1"},"multiValueHeaders":{"a":["2","3"]}}""", "200|A: 1|Content-Type: std|")]
    [InlineData("""{"id":1}""", """200|Content-Type: application/json|{"id":1}""")]
    [InlineData("\"hello\"", "200|Content-Type: application/json|\"hello\"")]
    [InlineData("null", "200|Content-Type: application/json|null")]
    [InlineData("""{"statusCode":"soon"}""", null)]
    [InlineData("""{"statusCode":99}""", null)]
    [InlineData("""{"statusCode":200,"headers":[]}""", null)]
    [InlineData("""{"statusCode":200,"body":"***","isBase64Encoded":true}""", null)]
    [InlineData("not JSON", null)]
    public void ReadVersion2_Payload_BecomesResponse(string payload, string? expected) =>
        Assert.Equal(expected, Show(GatewayResponseReader.ReadVersion2(Encoding.UTF8.GetBytes(payload), "std")));

    [Theory]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"Set-Cookie":["a=1","b=2"]},"body":"hi"}""", "200|Set-Cookie: a=1|Set-Cookie: b=2|Content-Type: application/json|hi")]
    [InlineData("""{"statusCode":200,"headers":{"A":"1"},"multiValueHeaders":{"a":["2","3"]}}""", "200|A: 1|a: 2|a: 3|Content-Type: application/json|")]
    [InlineData("""{"statusCode":200,"headers":{"A":"2","B":"2"},"multiValueHeaders":{"a":["2","3"]}}""", "200|B: 2|a: 2|a: 3|Content-Type: application/json|")]
    [InlineData("""{"statusCode":200,"cookies":["a=1"]}""", "200|Content-Type: application/json|")]
    [InlineData("""{"statusCode":200,"body":"YWI=","isBase64Encoded":true}""", "200|Content-Type: application/json|ab")]
    [InlineData("""{"id":1}""", null)]
    [InlineData("\"hello\"", null)]
    public void ReadVersion1_Payload_BecomesResponse(string payload, string? expected) =>
        Assert.Equal(expected, Show(GatewayResponseReader.ReadVersion1(Encoding.UTF8.GetBytes(payload), decodesBase64: true)));

    [Theory]
    [InlineData("", "200|Content-Type: application/octet-stream|")]
    [InlineData("""{"statusCode":404,"headers":{"Content-Type":"text/plain"},"cookies":["a=1"],"multiValueHeaders":{"X":["1","2"]}}""", "404|Content-Type: text/plain|X: 1|X: 2|Set-Cookie: a=1|")]
    [InlineData("[]", null)]
    public void ReadPrelude_Bytes_BecomeAHead(string prelude, string? expected) =>
        Assert.Equal(expected, Show(GatewayResponseReader.ReadPrelude(Encoding.UTF8.GetBytes(prelude))));

    private static string? Show(GatewayResponse? response) => response is null ? null : string.Join(
        '|', [$"{response.StatusCode}", .. response.Headers.Select(header => $"{header.Key}: {header.Value}"), Encoding.UTF8.GetString(response.Body.Span)]);
}
