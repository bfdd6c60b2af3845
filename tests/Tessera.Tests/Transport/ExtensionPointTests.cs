using System.Net;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Tessera.Transport;

namespace Tessera.Tests.Transport;

/// <summary>The parts of the SDK that the fast path stands on and that no other test would miss: an upgrade that changes one fails here.</summary>
public sealed class ExtensionPointTests
{
    [Fact]
    public void Pipeline_OfTheFastClient_HasTheBodyHandlerRightInsideTheUnmarshaller()
    {
        IReadOnlyList<IPipelineHandler>? seen = null;
        var watcher = new PipelineWatcher(pipeline => seen = [.. pipeline.EnumerateHandlers()]);
        RuntimePipelineCustomizerRegistry.Instance.Register(watcher);
        try
        {
            using var server = new CannedServer();
            using var client = server.CreateFast();
        }
        finally
        {
            RuntimePipelineCustomizerRegistry.Instance.Deregister(watcher);
        }

        var handler = Assert.Single(seen!.OfType<ResponseBodyHandler>());
        Assert.IsType<Unmarshaller>(handler.OuterHandler);
        Assert.IsAssignableFrom<HttpHandler<HttpContent>>(handler.InnerHandler);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"Item":{}}""")]
    public void CreateContext_WhenTheSdkLogsResponses_ShowsTheBody(string body)
    {
        var call = new FastCall(OperationDescription.For(TransportOperation.GetItem), default);
        var bytes = Encoding.UTF8.GetBytes(body);
        call.Response.Fill([.. bytes], bytes.Length);

        using var logged = call.CreateContext(new NoHeaders(), readEntireResponse: true, Stream.Null, metrics: null, isException: false);
        using var silent = call.CreateContext(new NoHeaders(), readEntireResponse: false, Stream.Null, metrics: null, isException: false);

        Assert.Equal(body, logged.ResponseBody);
        Assert.Equal("", silent.ResponseBody);
    }

    [Fact]
    public async Task SendAsync_WithLoggingOfResponses_StillAnswers()
    {
        using var server = new CannedServer().Answer("""{"Item":{"PK":{"S":"a"}}}""");
        using var client = Local.InProcessClient.CreateFast(server, configure: config => config.LogResponse = true);

        Assert.Equal("""{"Item":{"PK":{"S":"a"}}}""", await Send.Async(client, TransportOperation.GetItem, """{"TableName":"shop"}"""));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void MakeRequest_EveryOperation_IsTheSdksOwnClass(string name)
    {
        var description = OperationDescription.For(Enum.Parse<TransportOperation>(name));

        var request = description.MakeRequest("shop");

        Assert.Equal(name + "Request", request.GetType().Name);
        Assert.Equal(typeof(AmazonDynamoDBRequest).Assembly, request.GetType().Assembly);
        Assert.Equal(name + "ResponseUnmarshaller", description.Errors.GetType().Name);
        Assert.Equal(name + "EndpointDiscoveryMarshaller", description.Discovery!.GetType().Name);
        Assert.Equal("DynamoDB_20120810." + name, description.Target);
        Assert.NotNull(description.Discovery!.Marshall(request));
    }

    public static TheoryData<string> Operations => [.. Enum.GetNames<TransportOperation>()];

    [Fact]
    public async Task Responses_OfBothPaths_HaveStatusAndMetadata()
    {
        using var server = new CannedServer().Answer("{}");
        using var fast = server.CreateFast();
        using var plain = Local.InProcessClient.Create(server);

        foreach (var client in new IAmazonDynamoDB[] { fast, plain })
        {
            using var request = Send.Request(TransportOperation.GetItem, """{"TableName":"shop"}""");
            using var response = await ITransport.For(client).SendAsync(request, CancellationToken.None);
            Assert.Equal((HttpStatusCode.OK, "REQUEST-1"), (response.HttpStatusCode, response.ResponseMetadata.RequestId));
        }
    }

    private sealed class PipelineWatcher(Action<RuntimePipeline> watch) : IRuntimePipelineCustomizer
    {
        public string UniqueName => nameof(PipelineWatcher);

        public void Customize(Type type, RuntimePipeline pipeline)
        {
            if (type == typeof(TesseraDynamoDBClient))
                watch(pipeline);
        }
    }

    private sealed class NoHeaders : IWebResponseData
    {
        public long ContentLength => 0;

        public string ContentType => "";

        public HttpStatusCode StatusCode => HttpStatusCode.OK;

        public bool IsSuccessStatusCode => true;

        public IHttpResponseBody ResponseBody => throw new InvalidOperationException("The body has been read.");

        public string[] GetHeaderNames() => [];

        public bool IsHeaderPresent(string headerName) => false;

        public string GetHeaderValue(string headerName) => "";

        public bool IsEventHeaderPresent(string headerName) => false;

        public IEventStreamHeader? GetEventStreamHeader(string headerName) => null;
    }
}
