using System.Globalization;
using System.Text;

namespace Tessera.Lambda.Tests.Runtime;

/// <summary>Reads requests as strictly as the service: whole heads, bodies of the announced length, chunks and trailers.</summary>
internal sealed class CallReader(Stream stream)
{
    private readonly byte[] _one = new byte[1];

    public async Task<RecordedCall?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await TryReadLineAsync(cancellationToken) is not { } requestLine)
            return null;
        var parts = requestLine.Split(' ');
        var headers = await ReadFieldsAsync(cancellationToken);
        if (headers.GetValueOrDefault("Transfer-Encoding") == "chunked")
        {
            var (chunked, sizes) = await ReadChunksAsync(cancellationToken);
            return new RecordedCall(parts[0], parts[1], headers, chunked, await ReadFieldsAsync(cancellationToken)) { Chunks = sizes };
        }

        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return new RecordedCall(parts[0], parts[1], headers, body, []);
    }

    private async Task<(byte[] Body, List<int> Sizes)> ReadChunksAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var sizes = new List<int>();
        while (int.Parse(await ReadLineAsync(cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var size and > 0)
        {
            var chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk, cancellationToken);
            body.Write(chunk);
            sizes.Add(size);
            Assert.Equal("", await ReadLineAsync(cancellationToken));
        }

        return (body.ToArray(), sizes);
    }

    private async Task<Dictionary<string, string>> ReadFieldsAsync(CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            fields.Add(line[..colon], line[(colon + 1)..].Trim());
        }

        return fields;
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await TryReadLineAsync(cancellationToken) ?? throw new EndOfStreamException("The function closed the connection within a call.");

    private async Task<string?> TryReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (await stream.ReadAsync(_one, cancellationToken) == 1)
        {
            if (_one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)_one[0]);
        }

        return line.Length == 0 ? null : throw new EndOfStreamException("The function closed the connection within a line.");
    }
}
