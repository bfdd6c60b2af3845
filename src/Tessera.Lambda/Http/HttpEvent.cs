using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Tessera.Lambda.Http;

/// <summary>An HTTP request as an event tells it. Texts are as sent (paths still encoded); what the event leaves out is empty.</summary>
internal sealed class HttpEvent : IDisposable
{
    public HttpEventKind Kind { get; set; }

    public string Method { get; set; } = "GET";

    /// <summary>The path as sent, with the stage of an HTTP API before it.</summary>
    public string RawPath { get; set; } = "/";

    /// <summary>The path with everything that stands before it in the address: REST APIs tell it apart.</summary>
    public string ContextPath { get; set; } = "";

    /// <summary>The query as sent, without the question mark.</summary>
    public string RawQuery { get; set; } = "";

    public string Protocol { get; set; } = "HTTP/1.1";

    public string Stage { get; set; } = "";

    public string DomainName { get; set; } = "";

    public string SourceAddress { get; set; } = "";

    public HeaderDictionary Headers { get; } = [];

    /// <summary>Whether a header's values came in a list: then they must go so too.</summary>
    public bool HasMultiValueHeaders { get; set; }

    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>What the authorizer found out about the caller, as JSON.</summary>
    public ReadOnlyMemory<byte> Authorizer { get; set; }

    /// <summary>The certificate of the caller, where the domain demands one.</summary>
    public string? ClientCertificate { get; set; }

    /// <summary>Memory of the pool that the body lies in.</summary>
    public byte[]? PooledBody { get; set; }

    public void Dispose()
    {
        if (PooledBody is not null)
            ArrayPool<byte>.Shared.Return(PooledBody);
        PooledBody = null;
    }
}
