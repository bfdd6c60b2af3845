namespace Tessera;

/// <summary>The services that one record's handlers share, and what ends their lives afterwards. Immutable.</summary>
/// <param name="Services">The services.</param>
/// <param name="Lifetime">Is disposed when the record is handled; <see langword="null"/> when nothing needs to be.</param>
public readonly record struct StreamScope(IServiceProvider Services, IAsyncDisposable? Lifetime = null);
