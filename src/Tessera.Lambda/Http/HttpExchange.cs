using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Http;

/// <summary>
/// One request and its response, as the features by which ASP.NET Core sees them. This part makes them and tells about the request; the others hold the
/// response and the connection.
/// </summary>
internal sealed partial class HttpExchange : IHttpRequestFeature, IHttpRequestBodyDetectionFeature, IHttpRequestIdentifierFeature, IHttpRequestLifetimeFeature,
    IHttpBodyControlFeature, ILambdaRequestFeature
{
    private readonly Invocation _invocation;
    private readonly HttpEvent _event;
    private readonly LambdaOptions _options;

    public HttpExchange(Invocation invocation, HttpEvent request, LambdaOptions options)
    {
        _invocation = invocation;
        _event = request;
        _options = options;
        _pipe = new ResponsePipe(this);
        RequestAborted = invocation.Cancelled;
        TraceIdentifier = invocation.Context.RequestId;
        SetAddresses();
        SetRequest();
        Features = CollectFeatures();
    }

    public IFeatureCollection Features { get; }

    public LambdaContext Context => _invocation.Context;

    public ReadOnlyMemory<byte> Event => _invocation.Event;

    public string Protocol { get; set; } = "";

    public string Scheme { get; set; } = "https";

    public string Method { get; set; } = "";

    public string PathBase { get; set; } = "";

    public string Path { get; set; } = "";

    public string QueryString { get; set; } = "";

    public string RawTarget { get; set; } = "";

    public IHeaderDictionary Headers { get; set; } = null!;

    public Stream Body { get; set; } = Stream.Null;

    public bool CanHaveBody => !_event.Body.IsEmpty;

    public string TraceIdentifier { get; set; }

    public CancellationToken RequestAborted { get; set; }

    /// <summary>The body is in memory, so that nothing waits.</summary>
    public bool AllowSynchronousIO { get; set; } = true;

    /// <summary>Whether the application has given the request up: the caller gets an error, as it would lose its connection elsewhere.</summary>
    public bool IsAborted { get; private set; }

    public void Abort()
    {
        IsAborted = true;
        _invocation.Cancellation.Cancel();
    }

    private void SetRequest()
    {
        Protocol = _event.Protocol;
        Method = _event.Method;
        (PathBase, Path) = RequestPath.Of(_event, _options.BasePath);
        QueryString = _event.RawQuery.Length > 0 ? "?" + _event.RawQuery : "";
        RawTarget = _event.RawPath + QueryString;
        Headers = _event.Headers;
        if (Headers.Host.Count == 0)
            Headers.Host = _event.DomainName;
        // The body is here whole, whatever way it came.
        Headers.TransferEncoding = default;
        if (_event.Body.IsEmpty)
            return;
        Headers.ContentLength = _event.Body.Length;
        if (MemoryMarshal.TryGetArray(_event.Body, out var body))
            Body = new MemoryStream(body.Array!, body.Offset, body.Count, writable: false);
    }

    private FeatureCollection CollectFeatures()
    {
        var features = new FeatureCollection(16);
        features.Set<IHttpRequestFeature>(this);
        features.Set<IHttpRequestBodyDetectionFeature>(this);
        features.Set<IHttpRequestIdentifierFeature>(this);
        features.Set<IHttpRequestLifetimeFeature>(this);
        features.Set<IHttpBodyControlFeature>(this);
        features.Set<IHttpResponseFeature>(this);
        features.Set<IHttpResponseBodyFeature>(this);
        features.Set<IHttpConnectionFeature>(this);
        features.Set<ILambdaRequestFeature>(this);
        features.Set<IHttpAuthenticationFeature>(new AuthorizerUser(_event.Authorizer));
        if (_event.ClientCertificate is { Length: > 0 } certificate)
            features.Set<ITlsConnectionFeature>(new ClientCertificate(certificate));
        return features;
    }
}
