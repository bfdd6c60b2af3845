namespace Tessera.Lambda;

/// <summary>A feature of an HTTP request that came to the function: <c>context.Features.Get&lt;ILambdaRequestFeature&gt;()</c>.</summary>
public interface ILambdaRequestFeature
{
    /// <summary>The invocation.</summary>
    LambdaContext Context { get; }

    /// <summary>The event as UTF-8 JSON, for what it tells beyond the request. It is valid until the request ends.</summary>
    ReadOnlyMemory<byte> Event { get; }
}
