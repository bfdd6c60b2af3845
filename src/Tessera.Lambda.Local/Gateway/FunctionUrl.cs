using Microsoft.AspNetCore.Http;
using Tessera.Lambda.Local.Functions;

namespace Tessera.Lambda.Local.Gateway;

/// <summary>A function's URL: all paths and methods of a port are the function's.</summary>
internal sealed class FunctionUrl(LocalFunction function, string region, TimeProvider time)
{
    public static readonly GatewayResponse Failure = new(StatusCodes.Status502BadGateway, [new("Content-Type", "text/plain")], "Internal Server Error"u8.ToArray());

    private static readonly GatewayResponse _tooLarge = GatewayResponse.Message(StatusCodes.Status413PayloadTooLarge, """{"Message":"Request Entity Too Large"}""");
    private static readonly GatewayResponse _throttled = GatewayResponse.Message(
        StatusCodes.Status429TooManyRequests, """{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Message":"Rate Exceeded."}""");

    public async Task AnswerAsync(HttpContext context)
    {
        var request = await GatewayRequest.ReadAsync(context, time.GetUtcNow()).ConfigureAwait(false);
        if (request is null)
        {
            await _tooLarge.SendAsync(context.Response).ConfigureAwait(false);
            return;
        }
        var cors = function.Definition.Url!.Cors;
        if (cors is not null && Cors.IsPreflight(request))
        {
            await Cors.Preflight(cors, request, StatusCodes.Status200OK).SendAsync(context.Response).ConfigureAwait(false);
            return;
        }
        await CallAsync(request, context, response => cors is null ? response : Cors.Apply(cors, request, response)).ConfigureAwait(false);
    }

    private async Task CallAsync(GatewayRequest request, HttpContext context, Func<GatewayResponse, GatewayResponse> change)
    {
        var payload = HttpApiEvent.CreateForUrl(request, UrlId(function.Definition.LogicalId), region);
        if (payload.Length > RuntimeApi.PayloadBytesMax)
        {
            await _tooLarge.SendAsync(context.Response).ConfigureAwait(false);
            return;
        }
        try
        {
            var call = new FunctionCall(payload, $"{request.Method} {request.RawPath}");
            var invocation = await function.InvokeAsync(call, context.RequestAborted).ConfigureAwait(false);
            var response = await invocation.Response.ConfigureAwait(false);
            if (function.Definition.Url!.Streams && response.Stream is not null)
                await StreamedResponse.SendAsync(response, context, change).ConfigureAwait(false);
            else
                await change(await TranslateAsync(response, context.RequestAborted).ConfigureAwait(false)).SendAsync(context.Response).ConfigureAwait(false);
        }
        catch (ThrottledException)
        {
            await _throttled.SendAsync(context.Response).ConfigureAwait(false);
        }
    }

    private async ValueTask<GatewayResponse> TranslateAsync(FunctionResponse response, CancellationToken cancellationToken)
    {
        var result = await response.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (result.FunctionError is not null)
            return Failure;
        if (response.ContentType.StartsWith(StreamedResponse.ContentType, StringComparison.OrdinalIgnoreCase))
            return StreamedResponse.ReadWhole(result.Payload) ?? Failure;
        // A URL that streams hands over what it gets, also from a function that answers in one piece.
        return function.Definition.Url!.Streams
            ? new GatewayResponse(StatusCodes.Status200OK, [new("Content-Type", "application/octet-stream")], result.Payload)
            : GatewayResponseReader.ReadVersion2(result.Payload, "application/json") ?? Failure;
    }

    private static string UrlId(string logicalId) => logicalId.ToLowerInvariant();
}
