using System.Buffers;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Evaluation;

/// <summary>
/// Union and difference of two sets of one type. Canonical sets are sorted, so both are one walk over the two: large sets must not cost their product.
/// </summary>
internal static class SetMerge
{
    public static AttributeValue Union(AttributeValue left, AttributeValue right) => Merge(left, right, keepsRight: true)!.Value;

    /// <summary>The elements of the left set that are not in the right one; null where none is left, as there are no empty sets.</summary>
    public static AttributeValue? Except(AttributeValue left, AttributeValue right) => Merge(left, right, keepsRight: false);

    private static AttributeValue? Merge(AttributeValue left, AttributeValue right, bool keepsRight)
    {
        var elementType = left.Type.ElementType();
        var result = new ArrayBufferWriter<byte>(left.Json.Length + (keepsRight ? right.Json.Length : 0));
        var lefts = left.EnumerateElements();
        var rights = right.EnumerateElements();
        var hasLeft = lefts.MoveNext();
        var hasRight = rights.MoveNext();
        while (hasLeft || (hasRight && keepsRight))
        {
            var order = !hasLeft ? 1 : !hasRight ? -1 : ScalarOrder.Compare(elementType, lefts.CurrentText, rights.CurrentText);
            if (order < 0 || (order == 0 && keepsRight))
                Append(result, lefts.CurrentText);
            else if (order > 0 && keepsRight)
                Append(result, rights.CurrentText);
            if (order <= 0)
                hasLeft = lefts.MoveNext();
            if (order >= 0)
                hasRight = rights.MoveNext();
        }

        if (result.WrittenCount == 0)
            return null;
        result.Write("]"u8);
        return AttributeValue.OfContent(left.Type, result.WrittenSpan);
    }

    private static void Append(ArrayBufferWriter<byte> result, ReadOnlySpan<byte> text)
    {
        result.Write(result.WrittenCount == 0 ? "[\""u8 : ",\""u8);
        result.Write(text);
        result.Write("\""u8);
    }
}
