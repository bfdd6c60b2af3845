using Tessera.Engine.Errors;
using Tessera.Engine.Expressions.Evaluation;
using Tessera.Engine.Expressions.Resolving;
using Tessera.Engine.Expressions.Syntax;
using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions;

/// <summary>The part of an item that a request asks for: a set of document paths. Immutable; safe to share.</summary>
internal sealed class Projection
{
    private readonly AttributePath[] _paths;
    private readonly ProjectionTree _tree;

    internal Projection(AttributePath[] paths)
    {
        _paths = paths;
        _tree = ProjectionTree.Of(paths);
    }

    /// <summary>Parses and validates a ProjectionExpression.</summary>
    public static Projection Parse(string text, ExpressionAttributes attributes)
    {
        var parsed = SyntaxCache.GetOrParse(ExpressionKind.Projection, text);
        return new Projection(new ExpressionResolver(ExpressionKind.Projection, attributes).ResolveProjection((ProjectionSyntax)parsed.Root));
    }

    /// <summary>The projection of the legacy parameter AttributesToGet: top-level attributes only. Refuses duplicates.</summary>
    public static Projection FromAttributesToGet(IReadOnlyList<string> names)
    {
        var seen = new HashSet<string>();
        foreach (var name in names)
        {
            if (!seen.Add(name))
                throw ServiceException.Validation(ExpressionMessages.DuplicateAttribute(name));
        }

        return OfAttributes(names);
    }

    /// <summary>A projection on top-level attributes that the engine itself chose, such as a key; duplicates are harmless.</summary>
    public static Projection OfAttributes(IEnumerable<string> names) =>
        new([.. names.Distinct().Select(name => new AttributePath(PathStep.OfName(name)))]);

    /// <summary>The top-level attributes that the projection reads, without duplicates.</summary>
    public IReadOnlyList<string> AttributeNames => [.. _paths.Select(path => path.AttributeName).Distinct()];

    /// <summary>The item that holds only what the projection names. Paths that the item does not have are left out; the result may be empty.</summary>
    public Item Apply(Item item) => Item.OfEntries(_tree.Apply(item));

    /// <summary>The same, but no item where the item has none of the paths.</summary>
    internal Item ApplyOrNone(Item item)
    {
        var entries = _tree.Apply(item);
        return entries.Count > 0 ? Item.OfEntries(entries) : default;
    }

    /// <summary>Refuses paths that look inside a key attribute of the table, as keys are scalars.</summary>
    public void EnsureKeysAreScalars(IReadOnlyList<string> keyNames) => ConditionPaths.EnsureKeysAreScalars(_paths, keyNames);
}
