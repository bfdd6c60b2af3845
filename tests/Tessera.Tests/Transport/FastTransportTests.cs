using System.Net;
using System.Text;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Tessera.Local;
using Tessera.Transport;
using static Tessera.Transport.TransportOperation;

namespace Tessera.Tests.Transport;

public sealed class FastTransportTests
{
    private const string GetRequest = """{"TableName":"shop","Key":{"PK":{"S":"USER#1"}}}""";

    [Fact]
    public void For_EachKindOfClient_ChoosesThePath()
    {
        using var server = new CannedServer();
        using var fast = server.CreateFast();
        using var plain = InProcessClient.Create(server);

        Assert.Same(fast, ITransport.For(fast));
        Assert.IsType<OrdinaryTransport>(ITransport.For(plain));
    }

    [Fact]
    public async Task SendAsync_Success_SendsTheBytesAndReturnsTheBytes()
    {
        using var server = new CannedServer().Answer("""{"Item":{"PK":{"S":"é\u00e9"}}}""");
        using var client = server.CreateFast();
        using var request = Send.Request(GetItem, GetRequest);

        using var response = await ITransport.For(client).SendAsync(request, CancellationToken.None);

        Assert.Equal(GetRequest, Assert.Single(server.Sent).Body);
        Assert.Equal("""{"Item":{"PK":{"S":"é\u00e9"}}}""", Encoding.UTF8.GetString(response.Body.Span));
        Assert.Equal("REQUEST-1", response.ResponseMetadata.RequestId);
        Assert.Equal(HttpStatusCode.OK, response.HttpStatusCode);
        Assert.Equal(response.Body.Length, response.ContentLength);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20_000)]
    [InlineData(200_000)]
    public async Task SendAsync_BodyOfUnknownLength_IsReadWhole(int padding)
    {
        var body = "{\"Item\":{\"PK\":{\"S\":\"" + new string('x', padding) + "\"}}}";
        using var server = new CannedServer().Answer(body, chunked: true);
        using var client = server.CreateFast();

        Assert.Equal(body, await Send.Async(client, GetItem, GetRequest));
    }

    [Fact]
    public async Task SendAsync_LargeBodies_TravelBothWays()
    {
        var request = "{\"TableName\":\"shop\",\"Item\":{\"PK\":{\"S\":\"" + new string('r', 900_000) + "\"}}}";
        var body = "{\"Attributes\":{\"PK\":{\"S\":\"" + new string('x', 900_000) + "\"}}}";
        using var server = new CannedServer().Answer(body);
        using var client = server.CreateFast();

        Assert.Equal(body, await Send.Async(client, PutItem, request));
        Assert.Equal(request, server.Sent[0].Body);
    }

    [Fact]
    public async Task SendAsync_EmptyBody_IsAnEmptyObject()
    {
        using var server = new CannedServer().Answer("");
        using var client = server.CreateFast();

        Assert.Equal("{}", await Send.Async(client, PutItem, GetRequest));
    }

    [Fact]
    public async Task SendAsync_RightChecksum_IsAccepted()
    {
        const string body = """{"Item":{"PK":{"S":"a"}}}""";
        using var server = new CannedServer().Answer(body, crc: Crc32.Compute(Encoding.UTF8.GetBytes(body)));
        using var client = server.CreateFast();

        Assert.Equal(body, await Send.Async(client, GetItem, GetRequest));
    }

    [Fact]
    public async Task SendAsync_WrongChecksum_IsAnErrorThatIsRetried()
    {
        using var server = new CannedServer().Answer("""{"Item":{"a":{"S":"broken"}}}""", crc: 1).Answer("{}");
        using var impatient = server.CreateFast(retries: 0);
        using var patient = server.CreateFast(retries: 2);

        var error = await Assert.ThrowsAsync<IOException>(() => Send.Async(impatient, GetItem, GetRequest));
        Assert.Contains("CRC-32", error.Message, StringComparison.Ordinal);
        server.Sent.Clear();
        Assert.Equal("{}", await Send.Async(patient, GetItem, GetRequest));
        Assert.Equal([GetRequest, GetRequest], server.Sent.Select(sent => sent.Body));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "InternalServerError")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable")]
    [InlineData(HttpStatusCode.BadRequest, "ProvisionedThroughputExceededException")]
    [InlineData(HttpStatusCode.BadRequest, "ThrottlingException")]
    public async Task SendAsync_TransientError_IsRetriedWithTheSameBytes(HttpStatusCode status, string type)
    {
        using var server = new CannedServer().Fail(type, status: status).Answer("""{"Item":{"PK":{"S":"a"}}}""");
        using var client = server.CreateFast(retries: 3);

        Assert.Equal("""{"Item":{"PK":{"S":"a"}}}""", await Send.Async(client, GetItem, GetRequest));
        Assert.Equal([GetRequest, GetRequest], server.Sent.Select(sent => sent.Body));
    }

    [Fact]
    public async Task SendAsync_ResponseCutShort_IsRetried()
    {
        using var server = new CannedServer()
            .Answer(() =>
            {
                var response = CannedServer.Respond([]);
                response.Content = new StreamContent(new CannedServer.UnknownLengthStream("{\"It"u8.ToArray()));
                response.Content.Headers.ContentLength = 100;
                return response;
            })
            .Answer("{}");
        using var client = server.CreateFast(retries: 2);

        Assert.Equal("{}", await Send.Async(client, GetItem, GetRequest));
        Assert.Equal(2, server.Sent.Count);
    }

    [Fact]
    public async Task SendAsync_Cancelled_Throws()
    {
        using var server = new CannedServer().Answer("{}");
        using var client = server.CreateFast(retries: 2);
        using var cancellation = new CancellationTokenSource();
        server.OnRequest = _ => cancellation.Cancel();
        server.Answer(() => throw new OperationCanceledException(cancellation.Token));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Send.Async(client, GetItem, GetRequest, cancellation.Token));
        Assert.Single(server.Sent);
    }

    [Fact]
    public async Task SendAsync_CancelledWhileTheBodyIsRead_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        using var server = new CannedServer().Answer(() =>
        {
            var response = CannedServer.Respond([]);
            response.Content = new StreamContent(new CancellingStream(cancellation));
            return response;
        });
        using var client = server.CreateFast(retries: 2);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Send.Async(client, GetItem, GetRequest, cancellation.Token));
        Assert.Single(server.Sent);
    }

    [Fact]
    public async Task OrdinaryMethods_OnTheFastClient_WorkAsEver()
    {
        using var server = new CannedServer().Answer("""{"Item":{"PK":{"S":"a"}}}""").Fail("ResourceNotFoundException");
        using var client = server.CreateFast();

        var response = await client.GetItemAsync("shop", new() { ["PK"] = new("a") });

        Assert.Equal("a", response.Item["PK"].S);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.DescribeTableAsync("shop"));
    }

    [Fact]
    public async Task SendAsync_Events_SeeTheSdksRequestWithTheTablesName()
    {
        using var server = new CannedServer().Answer("{}");
        using var client = server.CreateFast();
        AmazonWebServiceRequest? before = null;
        AmazonWebServiceResponse? after = null;
        client.BeforeRequestEvent += (_, args) => before = ((WebServiceRequestEventArgs)args).Request;
        client.AfterResponseEvent += (_, args) => after = ((WebServiceResponseEventArgs)args).Response;

        await Send.Async(client, GetItem, GetRequest);

        Assert.Equal("shop", Assert.IsType<GetItemRequest>(before).TableName);
        Assert.NotNull(after?.ResponseMetadata?.RequestId);
    }

    /// <summary>A body during whose reading the call is cancelled, and which then fails as a closed connection does.</summary>
    private sealed class CancellingStream(CancellationTokenSource cancellation) : MemoryStream(new byte[10])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellation.Cancel();
            throw new IOException("The connection was closed.");
        }
    }
}
