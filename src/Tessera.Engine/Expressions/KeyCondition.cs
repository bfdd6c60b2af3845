using Tessera.Engine.Expressions.Legacy;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions;

/// <summary>An attribute of a key schema with its type: S, N or B.</summary>
internal readonly record struct KeyAttribute(string Name, AttributeType Type);

/// <summary>The key condition of a Query, not yet matched with the keys of a table or index. Immutable.</summary>
internal sealed class KeyCondition
{
    /// <summary>Parses a KeyConditionExpression and makes every check that needs no schema.</summary>
    public static KeyCondition Parse(string text, ExpressionAttributes attributes) => throw new NotImplementedException();

    /// <summary>The key condition of the legacy parameter KeyConditions.</summary>
    public static KeyCondition FromKeyConditions(IReadOnlyCollection<KeyValuePair<string, LegacyCondition>> keyConditions) =>
        throw new NotImplementedException();

    /// <summary>Matches the condition with the key schema of the queried table or index; checks presence, operators and types.</summary>
    /// <param name="partition">The partition key attributes: one, or up to four on a global secondary index.</param>
    /// <param name="sort">The sort key attributes in their order: none, one, or up to four on a global secondary index.</param>
    public KeySelection Resolve(IReadOnlyList<KeyAttribute> partition, IReadOnlyList<KeyAttribute> sort) => throw new NotImplementedException();
}
