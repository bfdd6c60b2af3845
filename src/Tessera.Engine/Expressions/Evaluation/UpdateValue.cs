using Tessera.Engine.Errors;
using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Evaluation;

/// <summary>The values that updates assign, worked out from the item as it was before.</summary>
internal static class UpdateValue
{
    public static AttributeValue Of(OperandNode operand, in Item item) => operand switch
    {
        ValueOperand literal => literal.Value,
        PathOperand path => path.Path.TryGet(item, out var value) ? value : throw ServiceException.Validation(ExpressionMessages.AttributeMissing),
        IfNotExistsOperand function => function.Path.TryGet(item, out var value) ? value : Of(function.Otherwise, item),
        ListAppendOperand append => Append(Of(append.First, item), Of(append.Second, item)),
        _ => Calculate((ArithmeticOperand)operand, item),
    };

    /// <summary>The sum of two N values.</summary>
    public static AttributeValue Add(AttributeValue left, AttributeValue right) =>
        AttributeValue.OfNumber(Checked(Number.TryAdd(left.ToNumber(), right.ToNumber(), out var sum), sum));

    /// <summary>The list of the elements of both lists.</summary>
    public static AttributeValue Append(AttributeValue first, AttributeValue second)
    {
        if (first.Type != AttributeType.L || second.Type != AttributeType.L)
            throw ServiceException.Validation(ExpressionMessages.IncorrectOperandType);

        var head = first.Content[..^1];
        var tail = second.Content[1..];
        if (head.Length == 1)
            return second;
        if (tail.Length == 1)
            return first;

        var content = new byte[head.Length + 1 + tail.Length];
        head.CopyTo(content);
        content[head.Length] = (byte)',';
        tail.CopyTo(content.AsSpan(head.Length + 1));
        return AttributeValue.OfContent(AttributeType.L, content);
    }

    private static AttributeValue Calculate(ArithmeticOperand operand, in Item item)
    {
        var left = Of(operand.Left, item);
        EnsureNumber(left);
        var right = Of(operand.Right, item);
        EnsureNumber(right);
        if (!operand.IsSubtraction)
            return Add(left, right);
        return AttributeValue.OfNumber(Checked(Number.TrySubtract(left.ToNumber(), right.ToNumber(), out var difference), difference));
    }

    private static void EnsureNumber(AttributeValue value)
    {
        if (value.Type != AttributeType.N)
            throw ServiceException.Validation(ExpressionMessages.IncorrectOperandType);
    }

    private static Number Checked(NumberError error, Number result) => error switch
    {
        NumberError.None => result,
        NumberError.Overflow => throw ServiceException.Validation(ExpressionMessages.NumberOverflow),
        NumberError.Underflow => throw ServiceException.Validation(ExpressionMessages.NumberUnderflow),
        _ => throw ServiceException.Validation(ExpressionMessages.TooManyDigits),
    };
}
