namespace Tessera.Infrastructure.Templates;

/// <summary>The parts of a table model in the words of the service.</summary>
internal static class KeyAttributes
{
    /// <summary>The attributes of all keys, each once: the table's first, then those of the indexes.</summary>
    public static IEnumerable<KeyModel> Of(TableModel model) =>
        new[] { model.PartitionKey, model.SortKey }
            .Concat(model.Indexes.SelectMany(index => new[] { index.PartitionKey, index.SortKey }))
            .OfType<KeyModel>()
            .DistinctBy(key => key.Name);

    public static string TypeOf(KeyModel key) => key.Type switch
    {
        KeyType.Number => "N",
        KeyType.Binary => "B",
        _ => "S",
    };

    public static string ProjectionType(IndexModel index) => index.Projection switch
    {
        IndexProjection.KeysOnly => "KEYS_ONLY",
        IndexProjection.Include => "INCLUDE",
        _ => "ALL",
    };

    public static string ViewType(StreamView view) => view switch
    {
        StreamView.KeysOnly => "KEYS_ONLY",
        StreamView.NewImage => "NEW_IMAGE",
        StreamView.OldImage => "OLD_IMAGE",
        _ => "NEW_AND_OLD_IMAGES",
    };
}
