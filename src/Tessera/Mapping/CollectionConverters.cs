using System.Numerics;
using System.Text;

namespace Tessera.Mapping;

internal sealed class ListConverter<TList, T>(AttributeConverter<T> element, Func<List<T>, TList> create) : AttributeConverter<TList>
    where TList : IEnumerable<T>
{
    public override void Write(ItemWriter writer, TList value)
    {
        writer.BeginList();
        if (!IsUninitialized(value))
            WriteElements(writer, value);
        writer.EndList();
    }

    // The default ImmutableArray cannot be enumerated. An empty list is stored for it, not its absence: that can be read back where a list is required.
    private static bool IsUninitialized(TList value) => typeof(TList).IsValueType && EqualityComparer<TList>.Default.Equals(value, default);

    private void WriteElements(ItemWriter writer, TList value)
    {
        foreach (var item in value)
        {
            writer.Separate();
            if (item is null)
                writer.Null();
            else
                element.Write(writer, item);
        }
    }

    public override TList Read(ref ItemReader reader)
    {
        var items = new List<T>();
        reader.BeginList();
        while (reader.NextElement())
            items.Add(reader.ReadElement(element));
        reader.EndValue();
        return create(items);
    }
}

internal sealed class MapConverter<TMap, TKey, T>(
    AttributeConverter<T> element, Func<TKey, string> format, Func<string, TKey> parse, Func<Dictionary<TKey, T>, TMap> create) : AttributeConverter<TMap>
    where TMap : IEnumerable<KeyValuePair<TKey, T>>
    where TKey : notnull
{
    public override void Write(ItemWriter writer, TMap value)
    {
        writer.BeginMap();
        foreach (var (key, item) in value)
        {
            writer.Name(format(key));
            if (item is null)
                writer.Null();
            else
                element.Write(writer, item);
        }

        writer.EndMap();
    }

    public override TMap Read(ref ItemReader reader)
    {
        var items = new Dictionary<TKey, T>();
        reader.BeginMap();
        while (reader.NextAttribute(out var name))
        {
            var key = parse(Encoding.UTF8.GetString(name));
            items[key] = reader.ReadElement(element);
        }

        reader.EndValue();
        return create(items);
    }
}

/// <summary>What the three kinds of set share: an empty set cannot be stored, so it is the absence of the attribute.</summary>
internal abstract class SetConverter<TSet, T>(string type) : AttributeConverter<TSet>
    where TSet : IEnumerable<T>
{
    private readonly byte[] _opening = Encoding.UTF8.GetBytes($"{{\"{type}\":[");
    private readonly byte[] _type = Encoding.UTF8.GetBytes(type);

    public override bool IsAbsent(TSet? value) => value is null || !value.Any();

    public override void Write(ItemWriter writer, TSet value)
    {
        writer.Raw(_opening);
        foreach (var item in value)
        {
            writer.Separate();
            WriteElement(writer, item);
        }

        writer.Raw("]}"u8);
    }

    protected HashSet<T> ReadElements(ref ItemReader reader, IEqualityComparer<T>? comparer = null)
    {
        var items = new HashSet<T>(comparer);
        reader.BeginSet(_type);
        while (reader.NextElement())
            items.Add(ReadElement(ref reader));
        reader.EndValue();
        return items;
    }

    protected abstract void WriteElement(ItemWriter writer, T item);

    protected abstract T ReadElement(ref ItemReader reader);
}

internal sealed class StringSetConverter<TSet>(Func<HashSet<string>, TSet> create) : SetConverter<TSet, string>("SS")
    where TSet : IEnumerable<string>
{
    public override TSet Read(ref ItemReader reader) => create(ReadElements(ref reader, StringComparer.Ordinal));

    protected override void WriteElement(ItemWriter writer, string item) => writer.Quoted(item.AsSpan());

    protected override string ReadElement(ref ItemReader reader) => Encoding.UTF8.GetString(reader.ReadQuoted());
}

internal sealed class NumberSetConverter<TSet, T>(Func<HashSet<T>, TSet> create) : SetConverter<TSet, T>("NS")
    where TSet : IEnumerable<T>
    where T : struct, INumber<T>, IUtf8SpanFormattable
{
    public override TSet Read(ref ItemReader reader) => create(ReadElements(ref reader));

    protected override void WriteElement(ItemWriter writer, T item) => writer.NumberText(item);

    protected override T ReadElement(ref ItemReader reader) => reader.ParseNumber<T>(reader.ReadQuoted());
}

internal sealed class BinarySetConverter<TSet>(Func<HashSet<byte[]>, TSet> create) : SetConverter<TSet, byte[]>("BS")
    where TSet : IEnumerable<byte[]>
{
    public override TSet Read(ref ItemReader reader) => create(ReadElements(ref reader, BytesComparer.Instance));

    protected override void WriteElement(ItemWriter writer, byte[] item) => writer.Base64(item);

    protected override byte[] ReadElement(ref ItemReader reader) => reader.ParseBase64(reader.ReadQuoted());
}

/// <summary>Compares byte arrays by content, as DynamoDB does in a binary set.</summary>
internal sealed class BytesComparer : IEqualityComparer<byte[]>
{
    public static readonly BytesComparer Instance = new();

    public bool Equals(byte[]? x, byte[]? y) => x is null ? y is null : y is not null && x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] bytes)
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
