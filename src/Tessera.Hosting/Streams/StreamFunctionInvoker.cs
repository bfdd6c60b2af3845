using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tessera.Lambda;

namespace Tessera.Hosting;

/// <summary>Calls a stream function in this process, as Lambda would in its own: a failure is an answer.</summary>
internal sealed class StreamFunctionInvoker(StreamProcessor processor, IServiceProvider services, ILogger log, string handler) : IFunctionInvoker
{
    public async Task<FunctionResult> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        try
        {
            return new FunctionResult(await processor.ProcessAsync(payload, deadline: null, services, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            StreamLog.BatchFailed(log, handler, error);
            return new FunctionResult(ErrorPayload(error), "Unhandled");
        }
    }

    private static byte[] ErrorPayload(Exception error) => Encoding.UTF8.GetBytes(
        $$"""{"errorMessage":"{{JsonEncodedText.Encode(error.Message)}}","errorType":"{{JsonEncodedText.Encode(error.GetType().Name)}}"}""");
}
