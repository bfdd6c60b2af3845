using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Tessera.Lambda.Local.Functions;

namespace Tessera.Lambda.Local.Gateway;

/// <summary>A streamed response to an HTTP event: status and headers as JSON, eight zero bytes, then the body.</summary>
internal static class StreamedResponse
{
    public const string ContentType = "application/vnd.awslambda.http-integration-response";

    private const int PreludeBytesMax = 64 * 1024;

    private static ReadOnlySpan<byte> Separator => [0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>A response that was gathered before anyone read it. Null where it is malformed.</summary>
    public static GatewayResponse? ReadWhole(ReadOnlyMemory<byte> payload)
    {
        var end = payload.Span.IndexOf(Separator);
        if (end < 0 || GatewayResponseReader.ReadPrelude(payload[..end]) is not { } head)
            return null;
        return head with { Body = payload[(end + Separator.Length)..] };
    }

    /// <summary>Sends the response on as the function writes it. A function that breaks off breaks the connection, so that the client sees it.</summary>
    public static async Task SendAsync(FunctionResponse response, HttpContext context, Func<GatewayResponse, GatewayResponse> change)
    {
        var stream = response.Stream!;
        var head = response.ContentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
            ? await ReadHeadAsync(stream, context.RequestAborted).ConfigureAwait(false)
            : new GatewayResponse(StatusCodes.Status200OK, [new("Content-Type", response.ContentType)], default);
        if (head is null)
        {
            await stream.CompleteAsync().ConfigureAwait(false);
            await FunctionUrl.Failure.SendAsync(context.Response).ConfigureAwait(false);
            return;
        }
        change(head).SendHead(context.Response);
        await CopyAsync(stream, context).ConfigureAwait(false);
        if (await response.StreamErrorAsync().ConfigureAwait(false) is not null)
            context.Abort();
    }

    private static async Task CopyAsync(PipeReader stream, HttpContext context)
    {
        try
        {
            await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
            await stream.CopyToAsync(context.Response.BodyWriter, context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            await stream.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask<GatewayResponse?> ReadHeadAsync(PipeReader stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await stream.ReadAsync(cancellationToken).ConfigureAwait(false);
            var reader = new SequenceReader<byte>(read.Buffer);
            if (reader.TryReadTo(out ReadOnlySequence<byte> prelude, Separator))
            {
                var head = GatewayResponseReader.ReadPrelude(prelude.ToArray());
                stream.AdvanceTo(reader.Position);
                return head;
            }
            stream.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted || read.Buffer.Length > PreludeBytesMax)
                return null;
        }
    }
}
