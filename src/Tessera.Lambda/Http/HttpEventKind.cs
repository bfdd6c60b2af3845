namespace Tessera.Lambda.Http;

/// <summary>The form in which an HTTP request comes, and its response goes.</summary>
internal enum HttpEventKind
{
    /// <summary>Payload 2.0: HTTP APIs and function URLs.</summary>
    HttpApi,

    /// <summary>Payload 1.0: REST APIs, and HTTP APIs that are set to it.</summary>
    RestApi,

    /// <summary>An application load balancer.</summary>
    LoadBalancer,
}
