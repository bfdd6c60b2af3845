namespace Tessera.Generators.Parsing;

/// <summary>The metadata names of Tessera's attributes; a test compares each with the real type.</summary>
internal static class KnownNames
{
    public const string Table = "Tessera.TableAttribute";
    public const string GlobalIndex = "Tessera.GlobalIndexAttribute";
    public const string LocalIndex = "Tessera.LocalIndexAttribute";
    public const string Entity = "Tessera.EntityAttribute`1";
    public const string Index = "Tessera.IndexAttribute";
    public const string ItemCollection = "Tessera.ItemCollectionAttribute`1";
    public const string PartitionKey = "Tessera.PartitionKeyAttribute";
    public const string SortKey = "Tessera.SortKeyAttribute";
    public const string IndexPartitionKey = "Tessera.IndexPartitionKeyAttribute";
    public const string IndexSortKey = "Tessera.IndexSortKeyAttribute";
    public const string Attribute = "Tessera.AttributeAttribute";
    public const string Ignore = "Tessera.IgnoreAttribute";
    public const string Version = "Tessera.VersionAttribute";
    public const string StreamHandler = "Tessera.StreamHandlerAttribute`1";
    public const string TimeToLive = "Tessera.TimeToLiveAttribute";
    public const string Deployment = "Tessera.DeploymentAttribute";
    public const string Tag = "Tessera.TagAttribute";

    public static readonly string[] All =
    [
        Table, GlobalIndex, LocalIndex, Entity, Index, ItemCollection, PartitionKey, SortKey, IndexPartitionKey, IndexSortKey, Attribute, Ignore, Version, TimeToLive,
        StreamHandler, Deployment, Tag,
    ];
}
