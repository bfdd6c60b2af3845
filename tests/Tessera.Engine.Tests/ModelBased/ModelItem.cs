using System.Collections.Immutable;

namespace Tessera.Engine.Tests.ModelBased;

/// <summary>An item, a key or the entries of a map: values by name, in the order of the names.</summary>
internal sealed record ModelItem(ImmutableSortedDictionary<string, ModelValue> Attributes)
{
    public static readonly ModelItem Empty = new(ImmutableSortedDictionary.Create<string, ModelValue>(StringComparer.Ordinal));

    public string Json => $$"""{{{string.Join(",", Attributes.Select(attribute => $"\"{attribute.Key}\":{attribute.Value.Json}"))}}}""";

    public ModelValue? this[string name] => Attributes.GetValueOrDefault(name);

    public ModelItem With(string name, ModelValue value) => new(Attributes.SetItem(name, value));

    public ModelItem Without(string name) => new(Attributes.Remove(name));

    public ModelItem Only(IEnumerable<string> names) => names.Aggregate(Empty, (item, name) => this[name] is { } value ? item.With(name, value) : item);
}
