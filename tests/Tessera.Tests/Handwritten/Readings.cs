namespace Tessera.Tests.Handwritten;

// A plain table: properties are the keys themselves, and a number sorts by value.
[Table("readings")]
public partial class ReadingsTable;

[Entity<ReadingsTable>]
public partial record Reading
{
    [PartitionKey] public required string Sensor { get; init; }
    [SortKey] public required long At { get; init; }
    [IndexPartitionKey("ByKind")] public string? Kind { get; init; }
    [IndexSortKey("ByKind"), Attribute("v")] public double Value { get; init; }
    public byte[]? Raw { get; init; }
}
