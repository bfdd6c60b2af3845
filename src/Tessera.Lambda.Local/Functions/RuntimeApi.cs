using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tessera.Lambda.Local.Functions;

/// <summary>
/// The runtime API of one process, version 2018-06-01: the process asks for the next event and posts what became of it. A process works on one event at a time,
/// so the state is one invocation or none. Thread-safe.
/// </summary>
internal sealed class RuntimeApi
{
    public const int PayloadBytesMax = 6 * 1024 * 1024 + 100;

    private const string Prefix = "/2018-06-01/runtime/";
    private const string ErrorType = "Lambda-Runtime-Function-Error-Type";
    private const string ErrorBody = "Lambda-Runtime-Function-Error-Body";

    private readonly Lock _lock = new();
    private readonly Func<Invocation, DateTimeOffset> _begin;
    private readonly TaskCompletionSource<FunctionResult> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _asked = NewSignal();
    private TaskCompletionSource<Invocation> _given = NewGift();
    private Invocation? _current;

    /// <param name="begin">Runs when the process takes an event; returns its deadline.</param>
    public RuntimeApi(Func<Invocation, DateTimeOffset> begin) => _begin = begin;

    /// <summary>Ends when the process asks for its next event: it is ready.</summary>
    public Task Ready
    {
        get
        {
            lock (_lock)
                return _asked.Task;
        }
    }

    /// <summary>The error with which the process said that it cannot start.</summary>
    public Task<FunctionResult> InitError => _initError.Task;

    /// <summary>Gives an event to a process that is ready. <see cref="Ready"/> starts anew.</summary>
    public void Give(Invocation invocation)
    {
        TaskCompletionSource<Invocation> given;
        lock (_lock)
        {
            _asked = NewSignal();
            given = _given;
        }
        given.SetResult(invocation);
    }

    public Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var call = path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..].Split('/') : [];
        return (context.Request.Method, call) switch
        {
            ("GET", ["invocation", "next"]) => NextAsync(context),
            ("POST", ["invocation", var id, "response"]) => RespondAsync(context, id),
            ("POST", ["invocation", var id, "error"]) => FailAsync(context, id),
            ("POST", ["init", "error"]) => FailInitAsync(context),
            _ => RefuseAsync(context, StatusCodes.Status404NotFound, "ResourceNotFound", $"There is no {context.Request.Method} {path}."),
        };
    }

    private async Task NextAsync(HttpContext context)
    {
        while (BeginWaiting() is { } given)
        {
            var invocation = await given.Task.WaitAsync(context.RequestAborted).ConfigureAwait(false);
            if (!TryTake(given, invocation))
                continue;
            await SendAsync(context.Response, invocation).ConfigureAwait(false);
            return;
        }
        await RefuseAsync(context, StatusCodes.Status403Forbidden, "InvalidStateTransition", "Transition from Invoking to Ready is not allowed.").ConfigureAwait(false);
    }

    /// <summary>Null while an invocation waits for its answer.</summary>
    private TaskCompletionSource<Invocation>? BeginWaiting()
    {
        lock (_lock)
        {
            if (_current is not null)
                return null;
            _asked.TrySetResult();
            return _given;
        }
    }

    /// <summary>One event goes to one of those that wait.</summary>
    private bool TryTake(TaskCompletionSource<Invocation> given, Invocation invocation)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(given, _given))
                return false;
            _given = NewGift();
            _current = invocation;
            return true;
        }
    }

    private async Task SendAsync(HttpResponse response, Invocation invocation)
    {
        invocation.Deadline = _begin(invocation);
        var headers = response.Headers;
        headers.ContentType = "application/json";
        headers.ContentLength = invocation.Call.Payload.Length;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.FunctionArn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        if (invocation.Call.ClientContext is { } clientContext)
            headers["Lambda-Runtime-Client-Context"] = clientContext;
        await response.BodyWriter.WriteAsync(invocation.Call.Payload).ConfigureAwait(false);
    }

    private async Task RespondAsync(HttpContext context, string requestId)
    {
        var mode = context.Request.Headers["Lambda-Runtime-Function-Response-Mode"].ToString();
        if (mode is not ("" or "streaming"))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "InvalidFunctionResponseMode", "Invalid function response mode").ConfigureAwait(false);
            return;
        }
        if (await TakeAsync(context, requestId).ConfigureAwait(false) is not { } invocation)
            return;
        if (mode == "streaming")
            await StreamAsync(context, invocation).ConfigureAwait(false);
        else
            await RespondWholeAsync(context, invocation).ConfigureAwait(false);
    }

    private static async Task RespondWholeAsync(HttpContext context, Invocation invocation)
    {
        try
        {
            if (await ReadBodyAsync(context.Request.BodyReader).ConfigureAwait(false) is { } body)
            {
                invocation.TryAnswer(new FunctionResult(body));
                await AcceptAsync(context).ConfigureAwait(false);
                return;
            }
            invocation.TryAnswer(FunctionErrors.ResponseTooLarge(PayloadBytesMax));
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge",
                $"Exceeded maximum allowed payload size ({PayloadBytesMax} bytes).").ConfigureAwait(false);
        }
        catch (IOException)
        {
            invocation.TryAnswer(FunctionErrors.Truncated());
        }
    }

    /// <summary>Passes the body on as it comes. What the process says in its trailers is known at the end.</summary>
    private static async Task StreamAsync(HttpContext context, Invocation invocation)
    {
        var pipe = new Pipe();
        var end = new TaskCompletionSource<FunctionResult?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var contentType = context.Request.ContentType ?? "application/octet-stream";
        invocation.TryAnswer(new FunctionResponse(pipe.Reader, contentType, end.Task));
        FunctionResult? failure;
        try
        {
            // Not until the request is aborted: a process that closes its side when it has sent everything has still sent it.
            await context.Request.BodyReader.CopyToAsync(pipe.Writer, CancellationToken.None).ConfigureAwait(false);
            failure = TrailerError(context.Request);
            await AcceptAsync(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            failure = FunctionErrors.Truncated();
        }
        invocation.Finish(failure);
        end.SetResult(failure);
        await pipe.Writer.CompleteAsync().ConfigureAwait(false);
    }

    private static FunctionResult? TrailerError(HttpRequest request)
    {
        if (!request.SupportsTrailers() || !request.CheckTrailersAvailable())
            return null;
        var (type, body) = (request.GetTrailer(ErrorType).ToString(), request.GetTrailer(ErrorBody).ToString());
        if (type.Length == 0 && body.Length == 0)
            return null;
        var json = new byte[body.Length];
        return FunctionErrors.Reported(Convert.TryFromBase64String(body, json, out var length) ? json.AsMemory(0, length) : Encoding.UTF8.GetBytes(body), type);
    }

    private async Task FailAsync(HttpContext context, string requestId)
    {
        if (await TakeAsync(context, requestId).ConfigureAwait(false) is not { } invocation)
            return;
        var body = await ReadBodyAsync(context.Request.BodyReader).ConfigureAwait(false) ?? [];
        invocation.TryAnswer(FunctionErrors.Reported(body, context.Request.Headers[ErrorType]));
        await AcceptAsync(context).ConfigureAwait(false);
    }

    private async Task FailInitAsync(HttpContext context)
    {
        var body = await ReadBodyAsync(context.Request.BodyReader).ConfigureAwait(false) ?? [];
        if (Ready.IsCompleted)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "InvalidStateTransition", "Transition from Ready to InitError is not allowed.").ConfigureAwait(false);
            return;
        }
        _initError.TrySetResult(FunctionErrors.Reported(body, context.Request.Headers[ErrorType]));
        await AcceptAsync(context).ConfigureAwait(false);
    }

    /// <summary>The invocation that the process answers, which it can do once; null where the request was refused.</summary>
    private async ValueTask<Invocation?> TakeAsync(HttpContext context, string requestId)
    {
        Invocation? invocation;
        lock (_lock)
        {
            invocation = _current;
            if (invocation?.RequestId == requestId)
                _current = null;
        }
        if (invocation is null)
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "InvalidStateTransition", "There is no invocation to answer.").ConfigureAwait(false);
        else if (invocation.RequestId != requestId)
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "InvalidRequestID", "Invalid request ID").ConfigureAwait(false);
        return invocation?.RequestId == requestId ? invocation : null;
    }

    /// <summary>Null where the body is larger than a payload may be. The rest of it is read and dropped.</summary>
    private static async ValueTask<byte[]?> ReadBodyAsync(PipeReader reader)
    {
        var body = new ArrayBufferWriter<byte>();
        var isTooLarge = false;
        while (true)
        {
            var read = await reader.ReadAsync().ConfigureAwait(false);
            foreach (var segment in read.Buffer)
            {
                isTooLarge |= body.WrittenCount + segment.Length > PayloadBytesMax;
                if (!isTooLarge)
                    body.Write(segment.Span);
            }
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return isTooLarge ? null : body.WrittenSpan.ToArray();
        }
    }

    private static Task AcceptAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status202Accepted, "{\"status\":\"OK\"}\n"u8.ToArray());

    private static Task RefuseAsync(HttpContext context, int status, string type, string message) =>
        WriteAsync(context, status, FunctionErrors.Json(type, message));

    private static async Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body).ConfigureAwait(false);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource<Invocation> NewGift() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
