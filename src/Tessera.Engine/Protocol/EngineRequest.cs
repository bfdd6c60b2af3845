namespace Tessera.Engine.Protocol;

/// <summary>One request as a face of the engine received it: what the protocol looks at, and the body's bytes.</summary>
/// <remarks>The faces (HTTP, in process) refuse foreign hosts and origins and bodies over 16 MB themselves; everything else is decided behind this.</remarks>
public readonly record struct EngineRequest
{
    /// <summary>The HTTP method, in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>The <c>X-Amz-Target</c> header, such as <c>DynamoDB_20120810.GetItem</c>.</summary>
    public string? Target { get; init; }

    /// <summary>The <c>Content-Type</c> header.</summary>
    public string? ContentType { get; init; }

    /// <summary>The <c>Authorization</c> header; its credential scope names the region.</summary>
    public string? Authorization { get; init; }

    /// <summary>The <c>X-Amz-Date</c> header, or the <c>Date</c> header where that is absent.</summary>
    /// <value>Empty where a request has neither, which the service refuses; null, for callers that make requests themselves, where it does not matter.</value>
    public string? Date { get; init; }

    /// <summary>The query string with its question mark, for requests signed in the query; otherwise empty.</summary>
    public string? QueryString { get; init; }

    /// <summary>The body. It is read before <see cref="DynamoDBEngine.Handle"/> returns and not kept.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
