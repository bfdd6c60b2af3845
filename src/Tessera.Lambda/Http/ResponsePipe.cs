using System.IO.Pipelines;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Http;

/// <summary>Takes the response's body. A flush begins the response, and sends what there is where responses are streamed.</summary>
internal sealed class ResponsePipe(HttpExchange exchange) : PipeWriter, IDisposable
{
    private readonly ByteBuffer _buffer = new();
    private int _flushed;

    /// <summary>What has been written and not sent.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _buffer.Length - _flushed;

    public override void Advance(int bytes) => _buffer.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await exchange.FlushAsync(cancellationToken).ConfigureAwait(false);
        _flushed = _buffer.Length;
        return new FlushResult(isCanceled: false, isCompleted: false);
    }

    /// <summary>Forgets what has been written.</summary>
    public void Clear()
    {
        _buffer.Clear();
        _flushed = 0;
    }

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }

    public void Dispose() => _buffer.Dispose();
}
