namespace Tessera.Engine.Tests.ModelBased;

/// <summary>A document path: an attribute's name, then at most one name or index.</summary>
internal sealed record ModelPath(string Name, string? Entry = null, int? Index = null)
{
    public bool IsTopLevel => Entry is null && Index is null;

    public string Write(Placeholders placeholders)
    {
        var name = placeholders.Name(Name);
        return Entry is not null ? $"{name}.{placeholders.Name(Entry)}" : Index is not null ? $"{name}[{Index}]" : name;
    }

    public ModelValue? Find(ModelItem item) => item[Name] switch
    {
        ModelValue.Map map when Entry is not null => map.Entries[Entry],
        ModelValue.List list when Index is { } index => index < list.Values.Count ? list.Values[index] : null,
        { } value when IsTopLevel => value,
        _ => null,
    };

    /// <summary>Whether a value can be put at or taken from the path: what it leads through must be there.</summary>
    public bool HasPlace(ModelItem item) => IsTopLevel || (Entry is not null ? item[Name] is ModelValue.Map : item[Name] is ModelValue.List);
}
