using Microsoft.AspNetCore.Http;
using Tessera.Lambda.Local.Functions;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Gateway;

/// <summary>The APIs of a template on one port: requests become events, and what functions return becomes responses.</summary>
internal sealed class ApiGateway(RouteTable routes, IReadOnlyDictionary<string, LocalFunction> functions, string region, TimeProvider time)
{
    private static readonly GatewayResponse _tooLarge = GatewayResponse.Message(StatusCodes.Status413PayloadTooLarge, """{"message":"Request Entity Too Large"}""");
    private static readonly GatewayResponse _notFound = GatewayResponse.Message(StatusCodes.Status404NotFound, """{"message":"Not Found"}""");

    /// <summary>What REST APIs say where there is no route.</summary>
    private static readonly GatewayResponse _noRestRoute =
        GatewayResponse.Message(StatusCodes.Status403Forbidden, """{"message":"Missing Authentication Token"}""");

    public async Task AnswerAsync(HttpContext context)
    {
        var request = await GatewayRequest.ReadAsync(context, time.GetUtcNow()).ConfigureAwait(false);
        var response = request is null ? _tooLarge : await RespondAsync(request, context.RequestAborted).ConfigureAwait(false);
        await response.SendAsync(context.Response).ConfigureAwait(false);
    }

    private async ValueTask<GatewayResponse> RespondAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        if (Cors.IsPreflight(request) && routes.FindApi(request.RawPath) is { Cors: { } policy } api)
            return Cors.Preflight(policy, request, api.Kind == ApiKind.Http ? StatusCodes.Status204NoContent : StatusCodes.Status200OK);
        if (routes.Find(request.Method, request.RawPath) is not { } match)
            return routes.Apis.All(each => each.Kind == ApiKind.Rest) ? _noRestRoute : _notFound;
        var response = await CallAsync(request, match, cancellationToken).ConfigureAwait(false);
        return match.Api is { Kind: ApiKind.Http, Cors: { } cors } ? Cors.Apply(cors, request, response) : response;
    }

    private async ValueTask<GatewayResponse> CallAsync(GatewayRequest request, RouteMatch match, CancellationToken cancellationToken)
    {
        var payload = match.Route.PayloadVersion1 ? RestApiEvent.Create(request, match, region) : HttpApiEvent.Create(request, match, region);
        if (payload.Length > RuntimeApi.PayloadBytesMax)
            return _tooLarge;
        using var timeout = new CancellationTokenSource(match.Route.Timeout, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var call = new FunctionCall(payload, $"{request.Method} {request.RawPath}");
            var invocation = await functions[match.Route.Function].InvokeAsync(call, patience.Token).ConfigureAwait(false);
            var response = await invocation.Response.ConfigureAwait(false);
            var result = await response.ReadAsync(patience.Token).ConfigureAwait(false);
            return Translate(request, match, result, response.ContentType) ?? Failure(match.Api.Kind);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return match.Api.Kind == ApiKind.Http
                ? GatewayResponse.Message(StatusCodes.Status503ServiceUnavailable, """{"message":"Service Unavailable"}""")
                : GatewayResponse.Message(StatusCodes.Status504GatewayTimeout, """{"message": "Endpoint request timed out"}""");
        }
        catch (ThrottledException)
        {
            return match.Api.Kind == ApiKind.Http
                ? GatewayResponse.Message(StatusCodes.Status503ServiceUnavailable, """{"message":"Service Unavailable"}""")
                : Failure(ApiKind.Rest);
        }
    }

    private static GatewayResponse? Translate(GatewayRequest request, RouteMatch match, FunctionResult result, string contentType)
    {
        if (result.FunctionError is not null)
            return null;
        if (contentType.StartsWith(StreamedResponse.ContentType, StringComparison.OrdinalIgnoreCase))
            return StreamedResponse.ReadWhole(result.Payload);
        if (!match.Route.PayloadVersion1)
            return GatewayResponseReader.ReadVersion2(result.Payload, "text/plain;charset=UTF-8");
        var decodes = match.Api.Kind == ApiKind.Http || EventBody.IsBinary(request.Header("Accept")?.Split(',')[0], match.Api.BinaryMediaTypes);
        return GatewayResponseReader.ReadVersion1(result.Payload, decodes);
    }

    private static GatewayResponse Failure(ApiKind kind) => kind == ApiKind.Http
        ? GatewayResponse.Message(StatusCodes.Status500InternalServerError, """{"message":"Internal Server Error"}""")
        : GatewayResponse.Message(StatusCodes.Status502BadGateway, """{"message": "Internal server error"}""");
}
