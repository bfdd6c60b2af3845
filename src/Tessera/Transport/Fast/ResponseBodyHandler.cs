using System.Buffers;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Tessera.Transport;

/// <summary>
/// Stands right inside the SDK's unmarshaller and reads the body of a fast call's response, asynchronously and into one pooled array; the SDK reads bodies
/// synchronously, in small pieces. Other calls pass through.
/// </summary>
internal sealed class ResponseBodyHandler : PipelineHandler
{
    /// <summary>How large a body of unknown length is taken to be at first.</summary>
    private const int UnknownLength = 16 * 1024;

    /// <inheritdoc/>
    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext) =>
        executionContext.RequestContext.Unmarshaller is FastCall call ? InvokeAsync<T>(executionContext, call) : base.InvokeAsync<T>(executionContext);

    private async Task<T> InvokeAsync<T>(IExecutionContext executionContext, FastCall call) where T : AmazonWebServiceResponse, new()
    {
        var result = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        var http = executionContext.ResponseContext.HttpResponse;
        var cancellation = executionContext.RequestContext.CancellationToken;
        try
        {
            await ReadAsync(http, call.Response, cancellation).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            http.ResponseBody.Dispose();
            // A cancelled call disposes of the body, so the read may fail in any way.
            if (cancellation.IsCancellationRequested && error is not OperationCanceledException)
                throw new OperationCanceledException("The call was cancelled while its response was read.", error, cancellation);
            throw;
        }

        return result;
    }

    private static async Task ReadAsync(IWebResponseData http, TransportResponse response, CancellationToken cancellation)
    {
        var stream = await http.ResponseBody.OpenResponseAsync().ConfigureAwait(false);
        var expected = checked((int)http.ContentLength);
        // After an error the array is left to the garbage collector: a read may still be writing into it.
        var array = ArrayPool<byte>.Shared.Rent(expected > 0 ? expected : UnknownLength);
        var length = 0;
        while (expected == 0 || length < expected)
        {
            if (length == array.Length)
                array = Enlarge(array);
            var read = await stream.ReadAsync(array.AsMemory(length), cancellation).ConfigureAwait(false);
            if (read == 0)
                break;
            length += read;
        }

        if (length < expected)
            throw new IOException($"The response ended after {length} of {expected} bytes.");
        response.Fill(array, length == 0 ? WriteEmptyObject(array) : length);
    }

    /// <summary>A response without a body says what an empty object says.</summary>
    private static int WriteEmptyObject(byte[] array)
    {
        "{}"u8.CopyTo(array);
        return 2;
    }

    private static byte[] Enlarge(byte[] array)
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(array.Length * 2));
        array.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(array);
        return larger;
    }
}
