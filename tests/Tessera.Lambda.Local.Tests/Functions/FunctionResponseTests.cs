using System.IO.Pipelines;
using System.Text.Json.Nodes;
using Tessera.Lambda.Local.Functions;

namespace Tessera.Lambda.Local.Tests.Functions;

public sealed class FunctionResponseTests
{
    [Theory]
    [InlineData(RuntimeApi.PayloadBytesMax, null)]
    [InlineData(RuntimeApi.PayloadBytesMax + 1, "Function.ResponseSizeTooLarge")]
    public async Task Read_OfAStream_TakesAsMuchAsAResponseInOnePiece(int bytes, string? error)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await pipe.Writer.WriteAsync(new byte[bytes], TestContext.Current.CancellationToken);
        await pipe.Writer.CompleteAsync();

        var result = await new FunctionResponse(pipe.Reader, "text/plain", Task.FromResult<FunctionResult?>(null)).ReadAsync(TestContext.Current.CancellationToken);

        if (error is null)
            Assert.Equal((bytes, null), (result.Payload.Length, result.FunctionError));
        else
            Assert.Equal((error, "Unhandled"), ((string)JsonNode.Parse(result.Payload.Span)!["errorType"]!, result.FunctionError));
    }
}
