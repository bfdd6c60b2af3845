using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Tree;

/// <summary>The operators of a key condition. The last one stands for legacy operators that are no use for a key: refused only once the schema is known.</summary>
internal enum KeyOperator
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Between,
    BeginsWith,
    NotIndexable,
}

/// <summary>One condition on one key attribute.</summary>
/// <param name="AttributeName">The attribute.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Value">The operand; the lower bound of BETWEEN; default where not indexable.</param>
/// <param name="Upper">The upper bound of BETWEEN; otherwise default.</param>
internal readonly record struct KeyTest(string AttributeName, KeyOperator Operator, AttributeValue Value, AttributeValue Upper = default);
