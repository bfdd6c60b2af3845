using System.Text;

namespace Tessera.Lambda.Runtime;

/// <summary>A response sent in pieces: chunks, and at the end trailers where the function failed midway.</summary>
/// <remarks>Not thread-safe. Each piece goes out when it is written.</remarks>
internal sealed class RuntimeResponseStream(RuntimeConnection connection)
{
    public const string ErrorTypeTrailer = "Lambda-Runtime-Function-Error-Type";
    public const string ErrorBodyTrailer = "Lambda-Runtime-Function-Error-Body";

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // An empty chunk would end the body.
        if (bytes.IsEmpty)
            return;
        using var chunk = new ByteBuffer();
        chunk.Advance(Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n", chunk.GetSpan(16)));
        chunk.Write(bytes.Span);
        chunk.Write("\r\n"u8);
        await connection.WriteAsync(chunk.WrittenMemory, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the response well.</summary>
    public ValueTask CompleteAsync(CancellationToken cancellationToken) => EndAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);

    /// <summary>Ends the response with an error; the service tells the caller that the rest is missing.</summary>
    public async ValueTask FailAsync(Exception exception, CancellationToken cancellationToken)
    {
        // Base64, since a line break in the JSON would end the trailer.
        using var payload = ErrorPayload.Write(exception);
        var trailers = $"0\r\n{ErrorTypeTrailer}: Function.{exception.GetType().Name}\r\n{ErrorBodyTrailer}: {Convert.ToBase64String(payload.WrittenSpan)}\r\n\r\n";
        await EndAsync(Encoding.ASCII.GetBytes(trailers), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask EndAsync(byte[] end, CancellationToken cancellationToken)
    {
        await connection.WriteAsync(end, cancellationToken).ConfigureAwait(false);
        using var response = await connection.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is < 200 or >= 300)
            throw new RuntimeApiException("response", response.StatusCode, Encoding.UTF8.GetString(response.Body.Span));
    }
}
