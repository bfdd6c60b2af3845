using System.Buffers;
using System.IO.Pipelines;

namespace Tessera.Engine.Server.Http;

/// <summary>
/// The body of one request, whole and in one piece. A body that came in one segment is used where it lies in the connection's own buffer; only larger ones
/// are copied together. Valid until <see cref="Release"/>.
/// </summary>
internal readonly struct RequestBody
{
    /// <summary>The service's limit: bodies over it get status 413.</summary>
    public const int SizeBytesMax = 16 * 1024 * 1024;

    /// <summary>How much of too large a body is read and dropped, so that its sender hears the answer instead of a broken connection.</summary>
    private const long DroppedBytesMax = 4L * SizeBytesMax;

    private readonly PipeReader _reader;
    private readonly SequencePosition _end;
    private readonly byte[]? _rented;

    private RequestBody(PipeReader reader, ReadOnlySequence<byte> buffer)
    {
        _reader = reader;
        _end = buffer.End;
        if (buffer.IsSingleSegment)
        {
            Bytes = buffer.First;
            return;
        }
        var length = (int)buffer.Length;
        _rented = ArrayPool<byte>.Shared.Rent(length);
        buffer.CopyTo(_rented);
        Bytes = _rented.AsMemory(0, length);
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Reads to the end. Null where the body is over the limit; then it has been read and dropped.</summary>
    public static async ValueTask<RequestBody?> ReadAsync(PipeReader reader)
    {
        while (true)
        {
            var read = await reader.ReadAsync().ConfigureAwait(false);
            if (read.Buffer.Length > SizeBytesMax)
            {
                await DropAsync(reader, read).ConfigureAwait(false);
                return null;
            }
            if (read.IsCompleted)
                return new RequestBody(reader, read.Buffer);
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Gives the bytes back to the connection.</summary>
    public void Release()
    {
        _reader.AdvanceTo(_end);
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
    }

    private static async ValueTask DropAsync(PipeReader reader, ReadResult read)
    {
        var dropped = 0L;
        while (true)
        {
            dropped += read.Buffer.Length;
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted || dropped > DroppedBytesMax)
                return;
            read = await reader.ReadAsync().ConfigureAwait(false);
        }
    }
}
