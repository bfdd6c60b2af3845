using System.Buffers;
using System.IO.Pipelines;

namespace Tessera.Lambda.Local.Functions;

/// <summary>What a function answers: whole, or as a stream that is still being written.</summary>
internal sealed class FunctionResponse
{
    private readonly FunctionResult? _whole;
    private readonly Task<FunctionResult?> _streamError;

    public FunctionResponse(FunctionResult whole)
    {
        _whole = whole;
        _streamError = Task.FromResult<FunctionResult?>(null);
    }

    public FunctionResponse(PipeReader stream, string contentType, Task<FunctionResult?> streamError)
    {
        Stream = stream;
        ContentType = contentType;
        _streamError = streamError;
    }

    /// <summary>The stream's bytes; null for a whole response. Whoever gets it reads it to its end, or completes it.</summary>
    public PipeReader? Stream { get; }

    public string ContentType { get; } = "application/json";

    /// <summary>Waits for the end of the stream.</summary>
    /// <returns>The error with which the function broke off; null where it finished.</returns>
    public Task<FunctionResult?> StreamErrorAsync() => _streamError;

    /// <summary>The response in one piece.</summary>
    public async Task<FunctionResult> ReadAsync(CancellationToken cancellationToken)
    {
        if (Stream is null)
            return _whole!;
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            if (!await TryGatherAsync(Stream, buffer, cancellationToken).ConfigureAwait(false))
                return FunctionErrors.ResponseTooLarge(RuntimeApi.PayloadBytesMax);
        }
        finally
        {
            // A reader that gives up must not hold the function back, which waits until what it writes is taken.
            await Stream.CompleteAsync().ConfigureAwait(false);
        }

        return await _streamError.WaitAsync(cancellationToken).ConfigureAwait(false) ?? new FunctionResult(buffer.WrittenMemory);
    }

    /// <summary>Nobody wants the response any more.</summary>
    public void Abandon() => Stream?.Complete();

    /// <summary>False where there is more than a response in one piece may have.</summary>
    private static async ValueTask<bool> TryGatherAsync(PipeReader stream, ArrayBufferWriter<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await stream.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (buffer.WrittenCount + read.Buffer.Length > RuntimeApi.PayloadBytesMax)
                return false;
            foreach (var segment in read.Buffer)
                buffer.Write(segment.Span);
            stream.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return true;
        }
    }
}
