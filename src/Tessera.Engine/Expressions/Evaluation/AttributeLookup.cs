using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Evaluation;

/// <summary>
/// Finds the values of paths in an item. Each search walks the item, which is the fastest for a few; the legacy parameters may name thousands of attributes,
/// so where there are many paths the attributes are indexed first.
/// </summary>
internal readonly struct AttributeLookup
{
    private const int WalksMax = 64;

    private readonly Item _item;
    private readonly Dictionary<string, AttributeValue>? _attributes;

    public AttributeLookup(in Item item, int paths)
    {
        _item = item;
        if (paths <= WalksMax || !item.Exists)
            return;
        _attributes = new Dictionary<string, AttributeValue>(StringComparer.Ordinal);
        foreach (var attribute in item.EnumerateAttributes())
            _attributes.Add(CanonicalText.ToText(attribute.Name.Span), attribute.Value);
    }

    public bool TryGet(AttributePath path, out AttributeValue value) =>
        _attributes is not null && path.IsTopLevel ? _attributes.TryGetValue(path.AttributeName, out value) : path.TryGet(_item, out value);
}
