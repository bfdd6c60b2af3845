using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;

namespace Tessera.Benchmarks.Mapping;

/// <summary>
/// Answers each operation with what the engine answered to it first, so that only the client's side is measured: mapping, marshalling, signing, pipeline.
/// </summary>
internal sealed class RecordedHandler(HttpMessageHandler engine) : DelegatingHandler(engine)
{
    private readonly ConcurrentDictionary<string, (byte[] Body, string Crc32)> _answers = new();

    /// <summary>Off while tables and items are made.</summary>
    public bool Replays { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = request.Headers.NonValidated["X-Amz-Target"].ToString();
        if (Replays && _answers.TryGetValue(operation, out var answer))
            return Replay(request, answer);
        var response = await base.SendAsync(request, cancellationToken);
        if (Replays)
            _answers[operation] = (await response.Content.ReadAsByteArrayAsync(cancellationToken), response.Headers.NonValidated["x-amz-crc32"].ToString());
        return response;
    }

    private static HttpResponseMessage Replay(HttpRequestMessage request, (byte[] Body, string Crc32) answer)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new ByteArrayContent(answer.Body) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        response.Headers.TryAddWithoutValidation("x-amz-crc32", answer.Crc32);
        return response;
    }
}
