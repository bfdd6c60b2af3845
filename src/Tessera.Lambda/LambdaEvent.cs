namespace Tessera.Lambda;

/// <summary>An event that is neither an HTTP request nor a batch of a DynamoDB stream, for an event handler.</summary>
/// <param name="Json">The event as UTF-8 JSON. It is valid until the handler ends.</param>
/// <param name="Context">The invocation.</param>
/// <param name="Services">The services of a scope that ends with the handler.</param>
public readonly record struct LambdaEvent(ReadOnlyMemory<byte> Json, LambdaContext Context, IServiceProvider Services);
