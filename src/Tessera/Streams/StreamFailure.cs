namespace Tessera;

/// <summary>A record that a handler could not handle. Immutable.</summary>
/// <param name="Record">The record.</param>
/// <param name="Handler">The handler's name.</param>
/// <param name="Exception">Why it failed; for an image that cannot be read an <see cref="ItemMappingException"/> that names entity, key and attribute.</param>
/// <param name="Attempt">Which attempt this was, from 1, as the idempotency store counts them; always 1 without one.</param>
public sealed record StreamFailure(StreamRecord Record, string Handler, Exception Exception, int Attempt);
