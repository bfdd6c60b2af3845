using System.Text.Json;
using Tessera.Lambda.Local.Functions;

namespace Tessera.Lambda.Local;

/// <summary>Calls a function for a stream. The log names the table and how many records the call has.</summary>
internal sealed class StreamInvoker(LocalFunction function, string streamArn) : IFunctionInvoker
{
    /// <summary>What a log calls the source.</summary>
    public string Trigger { get; } = $"stream {TableName(streamArn)}";

    public async Task<FunctionResult> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var call = new FunctionCall(payload, $"{Trigger}  {StreamFailureText.Count(CountRecords(payload))}");
        var invocation = await function.InvokeAsync(call, cancellationToken).ConfigureAwait(false);
        return await (await invocation.Response.ConfigureAwait(false)).ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    private static int CountRecords(ReadOnlyMemory<byte> payload)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.GetProperty("Records").GetArrayLength();
    }

    /// <summary>In <c>arn:aws:dynamodb:region:account:table/name/stream/label</c>.</summary>
    private static string TableName(string streamArn) => streamArn.Split('/') is [_, var name, ..] ? name : streamArn;
}
