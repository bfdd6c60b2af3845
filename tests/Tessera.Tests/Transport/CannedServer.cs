using System.Globalization;
using System.Net;
using System.Text;
using Amazon.Runtime.Internal;
using Tessera.Local;

namespace Tessera.Tests.Transport;

/// <summary>Answers requests from a list of canned responses, one each in order (the last one again and again), and keeps what was sent.</summary>
internal sealed class CannedServer : HttpMessageHandler
{
    private readonly List<Func<HttpResponseMessage>> _responses = [];

    static CannedServer() => RuntimePipelineCustomizerRegistry.Instance.Register(new NoBackoff());

    /// <summary>Called with each request before it is answered.</summary>
    public Action<SentRequest>? OnRequest { get; set; }

    /// <summary>What was sent, in order.</summary>
    public List<SentRequest> Sent { get; } = [];

    /// <summary>Adds a response.</summary>
    public CannedServer Answer(string body, HttpStatusCode status = HttpStatusCode.OK, uint? crc = null, bool chunked = false) =>
        Answer(() => Respond(Encoding.UTF8.GetBytes(body), status, crc, chunked));

    /// <summary>Adds an error in the service's form.</summary>
    public CannedServer Fail(string type, string message = "no", HttpStatusCode status = HttpStatusCode.BadRequest, string members = "") =>
        Answer($$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{type}}","message":"{{message}}"{{members}}}""", status);

    public CannedServer Answer(Func<HttpResponseMessage> response)
    {
        _responses.Add(response);
        return this;
    }

    /// <summary>A client with the fast path over this server, which retries at once.</summary>
    public TesseraDynamoDBClient CreateFast(int retries = 0) => InProcessClient.CreateFast(this, configure: config => config.MaxErrorRetry = retries);

    /// <summary>A response as the service sends it, with its headers.</summary>
    public static HttpResponseMessage Respond(byte[] body, HttpStatusCode status = HttpStatusCode.OK, uint? crc = null, bool chunked = false)
    {
        var response = new HttpResponseMessage(status) { Content = chunked ? new StreamContent(new UnknownLengthStream(body)) : new ByteArrayContent(body) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-amz-json-1.0");
        response.Headers.TryAddWithoutValidation("x-amzn-RequestId", "REQUEST-1");
        if (crc is { } checksum)
            response.Headers.TryAddWithoutValidation("x-amz-crc32", checksum.ToString(CultureInfo.InvariantCulture));
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content!.Headers)
            .ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        var sent = new SentRequest(request.Method.Method, request.RequestUri!, headers, Encoding.UTF8.GetString(body));
        int index;
        lock (Sent)
        {
            index = Math.Min(Sent.Count, _responses.Count - 1);
            Sent.Add(sent);
        }

        OnRequest?.Invoke(sent);
        return _responses[index]();
    }

    internal sealed record SentRequest(string Method, Uri Uri, Dictionary<string, string> Headers, string Body);

    /// <summary>A stream that does not tell its length and gives few bytes at a time.</summary>
    internal sealed class UnknownLengthStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1000)], cancellationToken);
    }

    /// <summary>Lets the SDK's retry policies wait for no time, so that no test sleeps.</summary>
    private sealed class NoBackoff : IRuntimePipelineCustomizer
    {
        public string UniqueName => nameof(NoBackoff);

        public void Customize(Type type, RuntimePipeline pipeline)
        {
            foreach (var handler in pipeline.Handlers.OfType<RetryHandler>())
            {
                if (handler.RetryPolicy is StandardRetryPolicy policy)
                    policy.MaxBackoffInMilliseconds = 0;
            }
        }
    }
}
