using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Tessera.Lambda.Local.Functions;

/// <summary>
/// The DynamoDB endpoint of one process: it hands requests to the engine, and tells what capacity they consumed. A process works on one event at a time, so what it
/// consumes belongs to that event. Thread-safe.
/// </summary>
internal sealed class TableEndpoint(HttpMessageInvoker engine, Action<bool, double> onConsumed)
{
    private const string TargetHeader = "X-Amz-Target";

    private static readonly HashSet<string> _reads = ["GetItem", "BatchGetItem", "TransactGetItems", "Query", "Scan"];
    private static readonly HashSet<string> _writes = ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"];

    public static bool Takes(HttpRequest request) => request.Path == "/" && request.Headers[TargetHeader].ToString().StartsWith("DynamoDB", StringComparison.Ordinal);

    public async Task AnswerAsync(HttpContext context)
    {
        var body = await ReadAsync(context.Request).ConfigureAwait(false);
        var target = context.Request.Headers[TargetHeader].ToString();
        var operation = target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var isCounted = _reads.Contains(operation) || _writes.Contains(operation);
        var asked = isCounted ? CapacityJson.TryAsk(body.Span) : null;

        using var request = Forward(context.Request, asked ?? body);
        using var response = await engine.SendAsync(request, context.RequestAborted).ConfigureAwait(false);
        var answer = await response.Content.ReadAsByteArrayAsync(context.RequestAborted).ConfigureAwait(false);
        var isChanged = false;
        if (isCounted && response.IsSuccessStatusCode && CapacityJson.Find(answer) is { Property: var property } found && !property.Equals(default))
        {
            onConsumed(_reads.Contains(operation), found.Units);
            isChanged = asked is not null;
            answer = isChanged ? CapacityJson.Remove(answer, property) : answer;
        }
        await SendAsync(context.Response, response, answer, isChanged).ConfigureAwait(false);
    }

    private static HttpRequestMessage Forward(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var message = new HttpRequestMessage(HttpMethod.Parse(request.Method), new UriBuilder("http", "localhost") { Query = request.QueryString.Value }.Uri)
        {
            Content = new ReadOnlyMemoryContent(body),
        };
        foreach (var name in (string[])[TargetHeader, "Authorization", "X-Amz-Date", "Date"])
        {
            if (request.Headers.TryGetValue(name, out var value))
                message.Headers.TryAddWithoutValidation(name, (string?)value);
        }
        message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        return message;
    }

    private static async Task SendAsync(HttpResponse response, HttpResponseMessage message, byte[] body, bool isChanged)
    {
        response.StatusCode = (int)message.StatusCode;
        response.ContentType = message.Content.Headers.ContentType?.ToString();
        response.ContentLength = body.Length;
        foreach (var (name, values) in message.Headers)
        {
            // The checksum is of the body that the engine sent.
            if (!isChanged || !name.Equals("x-amz-crc32", StringComparison.OrdinalIgnoreCase))
                response.Headers[name] = values.ToArray();
        }
        await response.BodyWriter.WriteAsync(body).ConfigureAwait(false);
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request)
    {
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await request.BodyReader.ReadAsync().ConfigureAwait(false);
            foreach (var segment in read.Buffer)
                body.Write(segment.Span);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return body.WrittenMemory;
        }
    }
}
