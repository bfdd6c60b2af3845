using System.Globalization;
using System.Text;
using Tessera.Engine.Protocol;
using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Protocol;

public sealed class EngineMessageHandlerTests : IDisposable
{
    private readonly EngineUnderTest _engine = new();

    [Fact]
    public async Task SendAsync_SignedRequest_IsAnsweredWithTheServicesHeaders()
    {
        using var client = new HttpClient(_engine.Engine.CreateHandler());
        using var response = await client.SendAsync(ListTables(), TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("""{"TableNames":[]}""", Encoding.UTF8.GetString(body));
        Assert.Equal("application/x-amz-json-1.0", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(body.Length, response.Content.Headers.ContentLength);
        Assert.Matches("^[0-9A-Z]{52}$", response.Headers.GetValues("x-amzn-RequestId").Single());
        Assert.Equal(Crc32.Compute(body).ToString(CultureInfo.InvariantCulture), response.Headers.GetValues("x-amz-crc32").Single());
    }

    [Fact]
    public async Task SendAsync_ReadAsAStream_GivesTheBody()
    {
        using var client = new HttpClient(_engine.Engine.CreateHandler());
        using var response = await client.SendAsync(ListTables(), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("""{"TableNames":[]}""", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Send_Synchronously_IsAnswered()
    {
        using var client = new HttpClient(_engine.Engine.CreateHandler());
        using var response = client.Send(ListTables(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(response.Content.ReadAsStream(TestContext.Current.CancellationToken));
        Assert.Equal("""{"TableNames":[]}""", reader.ReadToEnd());
    }

    [Fact]
    public async Task SendAsync_Cancelled_Throws()
    {
        using var client = new HttpClient(_engine.Engine.CreateHandler());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(ListTables(), new CancellationToken(canceled: true)));
    }

    public void Dispose() => _engine.Dispose();

    private static HttpRequestMessage ListTables()
    {
        var signed = EngineUnderTest.Request("ListTables", "{}");
        var request = new HttpRequestMessage(HttpMethod.Post, "http://dynamodb.us-east-1.amazonaws.com/") { Content = new ByteArrayContent(signed.Body.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", signed.ContentType);
        request.Headers.TryAddWithoutValidation("X-Amz-Target", signed.Target);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", signed.Date);
        request.Headers.TryAddWithoutValidation("Authorization", signed.Authorization);
        return request;
    }
}
