using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions;

/// <summary>What a Query reads: one partition key, and a contiguous range of its sort keys. Immutable.</summary>
/// <param name="PartitionKey">The value of each partition key attribute, in schema order.</param>
/// <param name="SortKeyEquals">The values of the leading sort key attributes that are fixed by equality, in schema order; may be empty.</param>
/// <param name="SortKeyRange">The condition on the next sort key attribute, if there is one.</param>
internal sealed record KeySelection(
    IReadOnlyList<AttributeValue> PartitionKey, IReadOnlyList<AttributeValue> SortKeyEquals, SortKeyRange? SortKeyRange);

/// <summary>A range condition on one sort key attribute.</summary>
/// <param name="Operator">The comparison.</param>
/// <param name="Value">The operand; the lower bound of BETWEEN; the prefix of begins_with.</param>
/// <param name="Upper">The upper bound of BETWEEN, inclusive; otherwise default.</param>
internal sealed record SortKeyRange(SortKeyOperator Operator, AttributeValue Value, AttributeValue Upper);

/// <summary>The range operators of a sort key; equality is not among them, see <see cref="KeySelection.SortKeyEquals"/>.</summary>
internal enum SortKeyOperator
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Between,
    BeginsWith,
}
