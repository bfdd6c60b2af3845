using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tessera.Lambda.Local.Functions;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Invoking;

/// <summary>Lambda's Invoke API over the functions of this machine, for the AWS CLI and SDKs.</summary>
internal sealed class InvokeApi(IReadOnlyDictionary<string, LocalFunction> functions, AsyncInvocations asyncInvocations, LocalEndpoints endpoints, TimeProvider time)
{
    private const int SyncPayloadBytesMax = 6 * 1024 * 1024;
    private const int AsyncPayloadBytesMax = 1024 * 1024;

    /// <summary>How long output may take to arrive behind the response. A pipe does not tell that nothing more comes.</summary>
    private static readonly TimeSpan _logPatience = TimeSpan.FromMilliseconds(50);

    /// <summary>How long the log waits for its last lines: a process that has answered may go on with something else before it asks for its next event.</summary>
    private static readonly TimeSpan _reportPatience = TimeSpan.FromSeconds(1);

    public async Task AnswerAsync(HttpContext context)
    {
        if (Find(context, out var isStreaming, out var name) is { } error)
        {
            await SendAsync(context, error).ConfigureAwait(false);
            return;
        }
        var qualifier = context.Request.Query["Qualifier"].ToString() is { Length: > 0 } given ? given : FunctionName.FindQualifier(name);
        if (FindFunction(FunctionName.Parse(name), qualifier) is not { } found)
        {
            var arn = ResourceAttributes.FunctionArn(endpoints.Region, FunctionName.Parse(name));
            await SendAsync(context, InvokeError.NotFound(qualifier is null ? arn : $"{arn}:{qualifier}")).ConfigureAwait(false);
            return;
        }
        var payload = await ReadAsync(context).ConfigureAwait(false);
        var type = context.Request.Headers["X-Amz-Invocation-Type"].ToString();
        if (Check(payload, type) is { } refusal)
            await SendAsync(context, refusal).ConfigureAwait(false);
        else
            await InvokeAsync(context, found, Call(context.Request, found, qualifier, payload, type), type, isStreaming).ConfigureAwait(false);
    }

    /// <summary>Versions are published by deployments, of which there are none here: only the aliases of the template are known, and the code as it is.</summary>
    private LocalFunction? FindFunction(string name, string? qualifier) => functions.Values.FirstOrDefault(function =>
        (function.Definition.Name == name || function.Definition.LogicalId == name)
        && (qualifier is null or "$LATEST" || function.Definition.Aliases.Contains(qualifier)));

    /// <summary>The call, with the ARN that the caller means: with the alias where it names one, though each is the same code here.</summary>
    private static FunctionCall Call(HttpRequest request, LocalFunction function, string? qualifier, ReadOnlyMemory<byte> payload, string type) =>
        new(payload.IsEmpty ? "{}"u8.ToArray() : payload, type == "Event" ? "invoke (Event)" : "invoke")
        {
            ClientContext = ClientContext(request),
            InvokedArn = qualifier is null ? null : $"{function.Arn}:{qualifier}",
        };

    private static InvokeError? Find(HttpContext context, out bool isStreaming, out string name)
    {
        var parts = (context.Request.Path.Value ?? "").Split('/', 5);
        isStreaming = parts is ["", "2021-11-15", "functions", _, "response-streaming-invocations"];
        name = parts.Length == 5 ? Uri.UnescapeDataString(parts[3]) : "";
        if (!LocalCallers.Includes(context))
            return InvokeError.Foreign();
        var isInvoke = isStreaming || parts is ["", "2015-03-31", "functions", _, "invocations"];
        return isInvoke && context.Request.Method == "POST" ? null : InvokeError.UnknownOperation(context.Request.Method, context.Request.Path);
    }

    private static InvokeError? Check(ReadOnlyMemory<byte> payload, string type)
    {
        if (type is not ("" or "RequestResponse" or "Event" or "DryRun"))
            return InvokeError.InvalidType(type);
        var bytesMax = type == "Event" ? AsyncPayloadBytesMax : SyncPayloadBytesMax;
        if (payload.Length > bytesMax)
            return InvokeError.TooLarge(payload.Length, type.Length == 0 ? "RequestResponse" : type, bytesMax);
        try
        {
            using var json = JsonDocument.Parse(payload.IsEmpty ? "{}"u8.ToArray() : payload);
            return null;
        }
        catch (JsonException exception)
        {
            return InvokeError.NotJson(exception.Message);
        }
    }

    private async Task InvokeAsync(HttpContext context, LocalFunction function, FunctionCall call, string type, bool isStreaming)
    {
        context.Response.Headers["x-amzn-RequestId"] = call.RequestId;
        switch (type)
        {
            case "DryRun":
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            case "Event":
                asyncInvocations.Add(function, call);
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                return;
        }
        try
        {
            var invocation = await function.InvokeAsync(call, context.RequestAborted).ConfigureAwait(false);
            await (isStreaming ? SendStreamAsync(context, invocation) : SendAsync(context, invocation)).ConfigureAwait(false);
        }
        catch (ThrottledException)
        {
            await SendAsync(context, InvokeError.Throttled()).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(HttpContext context, Invocation invocation)
    {
        var result = await (await invocation.Response.ConfigureAwait(false)).ReadAsync(context.RequestAborted).ConfigureAwait(false);
        var response = context.Response;
        response.Headers["X-Amz-Executed-Version"] = "$LATEST";
        response.ContentType = "application/json";
        if (result.FunctionError is { } error)
            response.Headers["X-Amz-Function-Error"] = error;
        if (await LogTailAsync(context.Request, invocation).ConfigureAwait(false) is { } log)
            response.Headers["X-Amz-Log-Result"] = log;
        response.ContentLength = result.Payload.Length;
        await response.BodyWriter.WriteAsync(result.Payload).ConfigureAwait(false);
    }

    private async Task SendStreamAsync(HttpContext context, Invocation invocation)
    {
        var function = await invocation.Response.ConfigureAwait(false);
        context.Response.ContentType = "application/vnd.amazon.eventstream";
        context.Response.Headers["X-Amz-Executed-Version"] = "$LATEST";
        context.Response.Headers["X-Amzn-Remapped-Content-Type"] = function.ContentType;
        FunctionResult? failure;
        if (function.Stream is { } stream)
        {
            await EventStream.WriteChunksAsync(stream, context.Response.BodyWriter, context.RequestAborted).ConfigureAwait(false);
            failure = await function.StreamErrorAsync().ConfigureAwait(false);
        }
        else
        {
            var result = await function.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            failure = result.FunctionError is null ? null : result;
            EventStream.WriteChunk(context.Response.BodyWriter, result.Payload.Span);
        }
        EventStream.WriteComplete(context.Response.BodyWriter, failure, await LogTailAsync(context.Request, invocation).ConfigureAwait(false));
        await context.Response.BodyWriter.FlushAsync().ConfigureAwait(false);
    }

    private async ValueTask<string?> LogTailAsync(HttpRequest request, Invocation invocation)
    {
        if (request.Headers["X-Amz-Log-Type"] != "Tail")
            return null;
        await invocation.Ended.WaitAsync(_reportPatience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(_logPatience, time).ConfigureAwait(false);
        return Convert.ToBase64String(invocation.LogTail());
    }

    private static string? ClientContext(HttpRequest request)
    {
        var text = request.Headers["X-Amz-Client-Context"].ToString();
        var json = new byte[text.Length];
        return text.Length > 0 && Convert.TryFromBase64String(text, json, out var length) ? Encoding.UTF8.GetString(json, 0, length) : null;
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await context.Request.BodyReader.ReadAsync().ConfigureAwait(false);
            foreach (var segment in read.Buffer)
                body.Write(segment.Span);
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            // One more megabyte than any limit tells that it is passed.
            if (read.IsCompleted || body.WrittenCount > SyncPayloadBytesMax + AsyncPayloadBytesMax)
                return body.WrittenMemory;
        }
    }

    private static async Task SendAsync(HttpContext context, InvokeError error)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            if (error.Reason is not null)
                writer.WriteString("Reason", error.Reason);
            writer.WriteString("Type", "User");
            writer.WriteString("Message", error.Message);
            writer.WriteEndObject();
        }
        context.Response.StatusCode = error.Status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["x-amzn-ErrorType"] = error.Type;
        context.Response.ContentLength = body.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(body.WrittenMemory).ConfigureAwait(false);
    }
}
