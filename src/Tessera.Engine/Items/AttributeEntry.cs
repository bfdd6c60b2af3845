namespace Tessera.Engine.Items;

/// <summary>A name with its value: an attribute of an item or an entry of a map.</summary>
/// <param name="Name">The name as canonical UTF-8: escaped as it stands in the JSON, without quotes.</param>
/// <param name="Value">The value.</param>
public readonly record struct AttributeEntry(ReadOnlyMemory<byte> Name, AttributeValue Value);
