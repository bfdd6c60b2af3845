using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Server.Http;

/// <summary>
/// Turns Kestrel's requests into the engine's and its answers back. It sits directly on the server's feature collection: no HttpContext, no middleware,
/// no routing, since every request of the protocol has the same path.
/// </summary>
internal sealed class EngineApplication(DynamoDBEngine engine, CallerPolicy callers) : IHttpApplication<IFeatureCollection>
{
    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
        // Nothing is held per request.
    }

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var host = request.Headers.Host.ToString();
        var origin = request.Headers.Origin.ToString();

        if (!CallerPolicy.IsLocal(host))
        {
            await Refusal.ForeignHost(host).SendAsync(context).ConfigureAwait(false);
            return;
        }
        if (!CallerPolicy.IsOwn(origin, host))
        {
            if (!callers.Allows(origin))
            {
                await Refusal.ForeignOrigin(origin).SendAsync(context).ConfigureAwait(false);
                return;
            }
            if (CrossOrigin.AllowAndAnswerPreflight(context, origin))
                return;
        }
        await AnswerAsync(context, request).ConfigureAwait(false);
    }

    private async ValueTask AnswerAsync(IFeatureCollection context, IHttpRequestFeature request)
    {
        var body = await RequestBody.ReadAsync(context.GetRequiredFeature<IRequestBodyPipeFeature>().Reader).ConfigureAwait(false);
        if (body is null)
        {
            await Refusal.TooLarge.SendAsync(context).ConfigureAwait(false);
            return;
        }
        using var response = Handle(request, body.GetValueOrDefault());
        await SendAsync(context, response).ConfigureAwait(false);
    }

    private EngineResponse Handle(IHttpRequestFeature request, RequestBody body)
    {
        try
        {
            return engine.Handle(new EngineRequest
            {
                Method = request.Method,
                Target = request.Headers["X-Amz-Target"],
                ContentType = request.Headers.ContentType,
                Authorization = request.Headers.Authorization,
                Date = request.Headers.TryGetValue("X-Amz-Date", out var date) ? date : request.Headers.Date.ToString(),
                QueryString = request.QueryString,
                Body = body.Bytes,
            });
        }
        finally
        {
            body.Release();
        }
    }

    /// <summary>Status, headers and body leave in one write.</summary>
    private static async ValueTask SendAsync(IFeatureCollection context, EngineResponse response)
    {
        var head = context.GetRequiredFeature<IHttpResponseFeature>();
        head.StatusCode = response.StatusCode;
        head.Headers.ContentType = response.ContentType;
        head.Headers.ContentLength = response.Body.Length;
        head.Headers["x-amzn-RequestId"] = response.RequestId;
        head.Headers["x-amz-crc32"] = response.Crc32.ToString(CultureInfo.InvariantCulture);
        await context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(response.Body).ConfigureAwait(false);
    }
}
