using Tessera.Engine.Items;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Catalog;

/// <summary>The role of a key attribute: it chooses the partition (HASH) or orders within it (RANGE).</summary>
internal enum KeyType : byte
{
    Hash,
    Range,
}

/// <summary>One attribute of a key schema with the type that its definition gives it: S, N or B.</summary>
internal sealed record KeyAttribute(string Name, KeyType KeyType, AttributeType Type)
{
    /// <summary>The name as it stands in canonical items: UTF-8, escaped, without quotes.</summary>
    public ReadOnlyMemory<byte> Utf8Name { get; } = JsonText.Escape(Name);
}

/// <summary>An entry of a table's AttributeDefinitions.</summary>
internal readonly record struct AttributeDefinition(string Name, AttributeType Type);
