namespace Tessera.Engine;

/// <summary>The engine's one source of chance, so that a seeded engine repeats itself. Thread-safe.</summary>
internal sealed class EngineRandom(int? seed)
{
    private readonly Random? _seeded = seed is { } value ? new Random(value) : null;

    public void Fill(Span<byte> bytes)
    {
        if (_seeded is null)
        {
            Random.Shared.NextBytes(bytes);
            return;
        }
        lock (_seeded)
            _seeded.NextBytes(bytes);
    }

    /// <summary>A random (version 4) identifier.</summary>
    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
