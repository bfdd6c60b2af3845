namespace Tessera.Engine.Items;

/// <summary>
/// An item as the store keeps it: its size in four bytes, little-endian, then its attributes as one canonical JSON object
/// (<c>{"Name":{"S":"x"},…}</c>, sorted by name, see <see cref="AttributeValue"/>). Reading an item from the store is taking a reference.
/// </summary>
/// <remarks>Immutable and safe to share between threads. The default value is no item at all: see <see cref="Exists"/>.</remarks>
public readonly struct Item : IEquatable<Item>
{
    /// <summary>The length of the size that stands before the JSON.</summary>
    internal const int HeaderLength = 4;

    /// <summary>Wraps bytes that came from the store or from <see cref="OfEntries"/>; nothing is checked.</summary>
    internal Item(ReadOnlyMemory<byte> stored) => Stored = stored;

    /// <summary>The item with its header, as it goes into the store.</summary>
    public ReadOnlyMemory<byte> Stored { get; }

    /// <summary>False for the default value, which stands for "there is no such item".</summary>
    public bool Exists => !Stored.IsEmpty;

    /// <summary>The attributes as one canonical JSON object, ready to be sent.</summary>
    public ReadOnlyMemory<byte> Json => Stored[HeaderLength..];

    /// <summary>The size in bytes by the published rules: names and values. The limit is 409,600.</summary>
    public int Size => Exists ? System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(Stored.Span) : 0;

    /// <summary>Walks the attributes in the order of their names.</summary>
    public EntryEnumerator EnumerateAttributes() => new(Exists ? Json : default);

    /// <summary>Finds a top-level attribute by the canonical (escaped) UTF-8 of its name. An item that does not exist has none.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out AttributeValue value)
    {
        if (Exists && CanonicalScanner.TryFindMember(Json.Span, name, out var start, out var end))
        {
            value = new AttributeValue(Json[start..end]);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>An item of these attributes, in any order, with distinct names; computes its size.</summary>
    internal static Item OfEntries(IReadOnlyList<AttributeEntry> attributes) => CanonicalComposer.Item(attributes);

    /// <summary>Whether both hold the same attributes with the same values.</summary>
    public bool Equals(Item other) => Stored.Span.SequenceEqual(other.Stored.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Item other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Exists ? new AttributeValue(Json).GetHashCode() : 0;

    /// <summary>The JSON as text, for messages and debugging.</summary>
    public override string ToString() => Exists ? System.Text.Encoding.UTF8.GetString(Json.Span) : "(no item)";

    /// <summary>Whether both hold the same attributes with the same values.</summary>
    public static bool operator ==(Item left, Item right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Item left, Item right) => !left.Equals(right);
}
