using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Tessera.Engine.Protocol;

/// <summary>Answers HTTP requests in process: the bytes that would go over the wire go to the engine and back, without a socket.</summary>
internal sealed class EngineMessageHandler(DynamoDBEngine engine) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return Answer(request, body);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var body = new MemoryStream();
        request.Content?.CopyTo(body, context: null, cancellationToken);
        return Answer(request, body.ToArray());
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, ReadOnlyMemory<byte> body)
    {
        var response = engine.Handle(new EngineRequest
        {
            Method = request.Method.Method,
            Target = Header(request.Headers, "X-Amz-Target"),
            ContentType = request.Content is null ? null : Header(request.Content.Headers, "Content-Type"),
            Authorization = Header(request.Headers, "Authorization"),
            Date = Header(request.Headers, "X-Amz-Date") ?? Header(request.Headers, "Date") ?? "",
            QueryString = request.RequestUri?.Query,
            Body = body,
        });
        return ToMessage(request, response);
    }

    private static HttpResponseMessage ToMessage(HttpRequestMessage request, EngineResponse response)
    {
        var message = new HttpResponseMessage((HttpStatusCode)response.StatusCode) { RequestMessage = request, Content = new EngineContent(response) };
        message.Headers.TryAddWithoutValidation("x-amzn-RequestId", response.RequestId);
        message.Headers.TryAddWithoutValidation("x-amz-crc32", response.Crc32.ToString(CultureInfo.InvariantCulture));
        message.Content.Headers.TryAddWithoutValidation("Content-Type", response.ContentType);
        return message;
    }

    // Not validated: the Authorization header of a signed request is no header that HttpHeaders would parse and keep as it is.
    private static string? Header(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.Count > 0 ? values.ToString() : null;

    /// <summary>The response's pooled buffer as HTTP content; disposing of the message gives it back.</summary>
    private sealed class EngineContent(EngineResponse response) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            stream.WriteAsync(response.Body).AsTask();

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            stream.WriteAsync(response.Body, cancellationToken).AsTask();

        protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            stream.Write(response.Body.Span);

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(CreateContentReadStream(CancellationToken.None));

        protected override Stream CreateContentReadStream(CancellationToken cancellationToken) =>
            System.Runtime.InteropServices.MemoryMarshal.TryGetArray(response.Body, out var bytes)
                ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
                : new MemoryStream(response.Body.ToArray(), writable: false);

        protected override bool TryComputeLength(out long length)
        {
            length = response.Body.Length;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                response.Dispose();
            base.Dispose(disposing);
        }
    }
}
