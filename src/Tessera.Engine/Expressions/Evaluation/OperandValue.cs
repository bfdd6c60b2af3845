using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Evaluation;

/// <summary>What an operand of a condition is for one item: nothing, a value, or a size, which is a number without a value behind it.</summary>
internal readonly struct OperandValue
{
    private const int NoSize = -1;

    private readonly ValueOperand? _literal;
    private readonly int _size;

    private OperandValue(AttributeValue value, ValueOperand? literal, int size)
    {
        Exists = true;
        Value = value;
        _literal = literal;
        _size = size;
    }

    public bool Exists { get; }

    /// <summary>The value; default for a size.</summary>
    public AttributeValue Value { get; }

    private bool IsSize => _size != NoSize;

    private bool IsNumber => IsSize || (_literal?.Type ?? Value.Type) == AttributeType.N;

    private Number Number => IsSize ? Number.Of(_size) : _literal?.Number ?? Value.ToNumber();

    public static OperandValue Of(OperandNode operand, in Item item)
    {
        switch (operand)
        {
            case PathOperand path:
                return path.Path.TryGet(item, out var value) ? new OperandValue(value, null, NoSize) : default;
            case ValueOperand literal:
                return new OperandValue(literal.Value, literal, NoSize);
            default:
                return OfSize(Of(((SizeOperand)operand).Operand, item));
        }
    }

    /// <summary>The operand as a value of its own, which a size is not yet.</summary>
    public AttributeValue Materialize() => IsSize ? AttributeValue.OfNumber(Number) : Value;

    /// <summary>Whether both exist and are the same type and value.</summary>
    public static bool AreEqual(in OperandValue left, in OperandValue right)
    {
        if (!left.Exists || !right.Exists)
            return false;
        if (!left.IsSize && !right.IsSize)
            return left.Value == right.Value;
        return left.IsNumber && right.IsNumber && left.Number == right.Number;
    }

    /// <summary>Orders two operands; false where one is missing, or their types differ or have no order.</summary>
    public static bool TryCompare(in OperandValue left, in OperandValue right, out int order)
    {
        order = 0;
        if (!left.Exists || !right.Exists)
            return false;
        if (left.IsNumber && right.IsNumber)
        {
            order = left.Number.CompareTo(right.Number);
            return true;
        }

        return !left.IsSize && !right.IsSize && AttributeValue.TryCompare(left.Value, right.Value, out order);
    }

    // Numbers, booleans and null have no size; nor have sizes.
    private static OperandValue OfSize(in OperandValue operand)
    {
        if (!operand.Exists || operand.IsSize)
            return default;
        var size = operand.Value.Type switch
        {
            AttributeType.S => CanonicalText.Utf8Length(operand.Value.Content),
            AttributeType.B => ValueSize.OfBase64(operand.Value.Content),
            AttributeType.N or AttributeType.Bool or AttributeType.Null => NoSize,
            _ => operand.Value.Count,
        };
        return size == NoSize ? default : new OperandValue(default, null, size);
    }
}
