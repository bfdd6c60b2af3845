using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Http;

/// <summary>Runs a request through the web application and sends its response; failures become the responses that a web server would give.</summary>
internal sealed partial class HttpEventHandler<TContext>(IHttpApplication<TContext> application, LambdaOptions options, ILogger log) : IHttpEventHandler
    where TContext : notnull
{
    public async Task HandleAsync(Invocation invocation, HttpEvent request)
    {
        invocation.OnAbandoned = abandoned => AnswerTimeoutAsync(abandoned, request);
        var exchange = new HttpExchange(invocation, request, options);
        var context = application.CreateContext(exchange.Features);
        Exception? failure = null;
        try
        {
            failure = await ProcessAsync(exchange, context).ConfigureAwait(false);
            await AnswerAsync(exchange, failure).ConfigureAwait(false);
        }
        finally
        {
            // What the application does after the response runs before the next event: the process may be frozen from then on.
            await CleanUpAsync(exchange, context, failure).ConfigureAwait(false);
        }
    }

    private async Task<Exception?> ProcessAsync(HttpExchange exchange, TContext context)
    {
        try
        {
            await application.ProcessRequestAsync(context).ConfigureAwait(false);
            if (exchange.FindLengthMismatch() is { } mismatch)
                throw new InvalidOperationException(mismatch);
            if (!exchange.IsAborted)
                await exchange.StartAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private async ValueTask AnswerAsync(HttpExchange exchange, Exception? failure)
    {
        if (exchange.IsAborted)
            failure ??= new OperationCanceledException("The application aborted the request.");
        if (failure is null)
        {
            await exchange.AnswerAsync().ConfigureAwait(false);
            return;
        }
        if (exchange.HasStarted || exchange.IsAborted)
        {
            // Half a response must not look like a whole one.
            if (!await exchange.TryBreakOffAsync(failure).ConfigureAwait(false))
                throw new RequestFailedException(failure);
            LogFailed(failure, exchange.Method, exchange.Path);
            return;
        }

        exchange.Replace(StatusOf(exchange, failure));
        await exchange.AnswerAsync().ConfigureAwait(false);
    }

    private int StatusOf(HttpExchange exchange, Exception failure)
    {
        if (failure is OperationCanceledException && exchange.RequestAborted.IsCancellationRequested)
        {
            LogTimeout(exchange.Method, exchange.Path);
            return StatusCodes.Status504GatewayTimeout;
        }
        if (failure is BadHttpRequestException bad)
        {
            LogBad(failure, exchange.Method, exchange.Path);
            return bad.StatusCode;
        }

        LogFailed(failure, exchange.Method, exchange.Path);
        return StatusCodes.Status500InternalServerError;
    }

    private async Task CleanUpAsync(HttpExchange exchange, TContext context, Exception? failure)
    {
        try
        {
            await exchange.RunOnCompletedAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogFailed(exception, exchange.Method, exchange.Path);
        }

        application.DisposeContext(context, failure);
        exchange.Dispose();
    }

    private async ValueTask AnswerTimeoutAsync(Invocation invocation, HttpEvent request)
    {
        using var payload = new ByteBuffer();
        var headers = new HeaderDictionary();
        if (!options.StreamResponses)
        {
            HttpResponsePayload.Write(payload, request, StatusCodes.Status504GatewayTimeout, null, headers, [], null);
            await invocation.SendAsync(payload.WrittenMemory).ConfigureAwait(false);
            return;
        }

        HttpResponsePrelude.Write(payload, request, StatusCodes.Status504GatewayTimeout, headers);
        var stream = await invocation.SendInPiecesAsync(HttpResponsePrelude.ContentType).ConfigureAwait(false);
        await stream.WriteAsync(payload.WrittenMemory, CancellationToken.None).ConfigureAwait(false);
        await stream.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed with an exception that the application did not handle")]
    private partial void LogFailed(Exception exception, string method, string path);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Path} is no request that the application takes")]
    private partial void LogBad(Exception exception, string method, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} was cancelled shortly before the deadline of the invocation")]
    private partial void LogTimeout(string method, string path);
}
