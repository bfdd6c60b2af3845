namespace Tessera;

/// <summary>A set of partition keys, compared by the bytes of their values. A function's tables are not told apart: a delay at worst.</summary>
internal sealed class PartitionKeys
{
    private readonly HashSet<ReadOnlyMemory<byte>> _keys = new(PartitionKeyComparer.Instance);

    public void Add(StreamRecord record) => _keys.Add(record.PartitionKeyJson);

    public bool Contains(StreamRecord record) => _keys.Contains(record.PartitionKeyJson);
}

/// <summary>Compares bytes.</summary>
internal sealed class PartitionKeyComparer : IEqualityComparer<ReadOnlyMemory<byte>>
{
    public static readonly PartitionKeyComparer Instance = new();

    public bool Equals(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) => left.Span.SequenceEqual(right.Span);

    public int GetHashCode(ReadOnlyMemory<byte> key)
    {
        var hash = default(HashCode);
        hash.AddBytes(key.Span);
        return hash.ToHashCode();
    }
}
