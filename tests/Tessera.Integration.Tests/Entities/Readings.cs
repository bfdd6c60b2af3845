namespace Tessera.Integration.Tests.Entities;

[Table("readings")]
[LocalIndex("ByValue", SortKey = "Value")]
public partial class ReadingsTable;

/// <summary>A table whose keys are properties as they are: the sort key is a number.</summary>
[Entity<ReadingsTable>]
public partial class Reading
{
    [PartitionKey]
    public required Guid SensorId { get; set; }

    [SortKey]
    public long Sequence { get; set; }

    [IndexSortKey("ByValue")]
    public double Value { get; set; }

    [IndexPartitionKey("ByKind")]
    public string? Kind { get; set; }

    [IndexSortKey("ByKind")]
    public DateTime At { get; set; }
}

[Table("blobs", SortKey = null)]
public partial class BlobsTable;

/// <summary>A binary partition key and no sort key.</summary>
[Entity<BlobsTable>]
public partial record Blob([property: PartitionKey] byte[] Hash, string Name);
