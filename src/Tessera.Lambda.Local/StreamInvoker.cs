using Tessera.Lambda.Local.Functions;

namespace Tessera.Lambda.Local;

/// <summary>Calls a function for a stream. The log names the table.</summary>
internal sealed class StreamInvoker(LocalFunction function, string streamArn) : IFunctionInvoker
{
    private readonly string _trigger = $"stream {TableName(streamArn)}";

    public async Task<FunctionResult> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var invocation = await function.InvokeAsync(new FunctionCall(payload, _trigger), cancellationToken).ConfigureAwait(false);
        return await (await invocation.Response.ConfigureAwait(false)).ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>In <c>arn:aws:dynamodb:region:account:table/name/stream/label</c>.</summary>
    private static string TableName(string streamArn) => streamArn.Split('/') is [_, var name, ..] ? name : streamArn;
}
