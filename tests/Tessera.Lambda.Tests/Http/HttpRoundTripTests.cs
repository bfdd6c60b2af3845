using Microsoft.AspNetCore.Builder;

namespace Tessera.Lambda.Tests.Http;

public sealed class HttpRoundTripTests
{
    [Fact]
    public async Task HttpApiEvent_WebApplication_AnswersWithPayload2()
    {
        await using var app = await LambdaApp.StartAsync(map => map.MapGet("/users/{id}", (string id) => "Hello " + id));

        var call = await app.SendAsync("""
            {"version":"2.0","routeKey":"$default","rawPath":"/users/J%C3%BCrgen","rawQueryString":"","headers":{"host":"x.example"},
             "requestContext":{"http":{"method":"GET","path":"/users/J%C3%BCrgen","protocol":"HTTP/1.1","sourceIp":"192.0.2.1"},"stage":"$default"},"isBase64Encoded":false}
            """);

        Assert.Equal("/2018-06-01/runtime/invocation/request-1/response", call.Path);
        Assert.Equal("""{"statusCode":200,"headers":{"Content-Type":"text/plain; charset=utf-8"},"body":"Hello Jürgen","isBase64Encoded":false}""", call.Text);
    }
}
