using System.Collections.Immutable;
using Tessera.Engine.Items;

namespace Tessera.Engine.Catalog;

/// <summary>A table as the catalogue knows it: everything but its items and their number. Immutable: a change makes a new definition.</summary>
internal sealed record TableDefinition
{
    public required string Name { get; init; }

    public required string Region { get; init; }

    /// <summary><c>arn:aws:dynamodb:&lt;region&gt;:&lt;account&gt;:table/&lt;name&gt;</c>.</summary>
    public required string Arn { get; init; }

    public required Guid Id { get; init; }

    /// <summary>The key space that holds the items: see <see cref="KeySpace"/>.</summary>
    public required uint KeySpaceId { get; init; }

    public required ImmutableArray<AttributeDefinition> AttributeDefinitions { get; init; }

    public required KeySchema KeySchema { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public ImmutableArray<IndexDefinition> LocalIndexes { get; init; } = [];

    public ImmutableArray<IndexDefinition> GlobalIndexes
    {
        get;
        init
        {
            field = value;
            MaintainedIndexes = default;
        }
    } = [];

    public ResourceStatus Status { get; init; } = ResourceStatus.Active;

    /// <summary>When the passing status ends; null where the status is ACTIVE.</summary>
    public DateTimeOffset? StatusDue { get; init; }

    public BillingMode BillingMode { get; init; }

    /// <summary>When the table last became an on-demand one; null where it never was.</summary>
    public DateTimeOffset? LastUpdateToPayPerRequest { get; init; }

    public ProvisionedThroughput Throughput { get; init; } = ProvisionedThroughput.OnDemand;

    public CapacityUnits? OnDemandThroughput { get; init; }

    public CapacityUnits? WarmThroughput { get; init; }

    public StreamSettings? Stream { get; init; }

    public TimeToLiveSettings? TimeToLive { get; init; }

    public EncryptionSettings? Encryption { get; init; }

    public TableClassSettings? TableClass { get; init; }

    public bool DeletionProtection { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The indexes that a write must keep up to date: local ones, then global ones, as declared.</summary>
    public ImmutableArray<IndexDefinition> MaintainedIndexes
    {
        get
        {
            if (field.IsDefault)
                field = [.. LocalIndexes, .. GlobalIndexes.Where(index => index.IsMaintained)];
            return field;
        }
        private init;
    }

    /// <summary>Finds an index by its name, whatever its status; null where there is none.</summary>
    public IndexDefinition? FindIndex(string name)
    {
        foreach (var index in LocalIndexes)
        {
            if (index.Name == name)
                return index;
        }
        foreach (var index in GlobalIndexes)
        {
            if (index.Name == name)
                return index;
        }
        return null;
    }

    public string ArnOf(IndexDefinition index) => $"{Arn}/index/{index.Name}";
}
