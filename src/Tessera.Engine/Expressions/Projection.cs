using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions;

/// <summary>The part of an item that a request asks for: a set of document paths. Immutable; safe to share.</summary>
internal sealed class Projection
{
    /// <summary>Parses and validates a ProjectionExpression.</summary>
    public static Projection Parse(string text, ExpressionAttributes attributes) => throw new NotImplementedException();

    /// <summary>The projection of the legacy parameter AttributesToGet: top-level attributes only. Refuses duplicates.</summary>
    public static Projection FromAttributesToGet(IReadOnlyList<string> names) => throw new NotImplementedException();

    /// <summary>A projection on top-level attributes that the engine itself chose, such as a key; duplicates are harmless.</summary>
    public static Projection OfAttributes(IEnumerable<string> names) => throw new NotImplementedException();

    /// <summary>The top-level attributes that the projection reads, without duplicates.</summary>
    public IReadOnlyList<string> AttributeNames => throw new NotImplementedException();

    /// <summary>The item that holds only what the projection names. Paths that the item does not have are left out; the result may be empty.</summary>
    public Item Apply(Item item) => throw new NotImplementedException();

    /// <summary>Refuses paths that look inside a key attribute of the table, as keys are scalars.</summary>
    public void EnsureKeysAreScalars(IReadOnlyList<string> keyNames) => throw new NotImplementedException();
}
