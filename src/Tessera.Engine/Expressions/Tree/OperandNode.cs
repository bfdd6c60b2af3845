using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Tree;

/// <summary>Something with a value: an operand of a condition, or what SET assigns. Names and placeholders are resolved.</summary>
internal abstract record OperandNode;

/// <summary>The value at a path of the item, if there is one.</summary>
internal sealed record PathOperand(AttributePath Path) : OperandNode;

/// <summary>A value that came with the request. Its number is parsed once, as filters compare it with many items.</summary>
internal sealed record ValueOperand(AttributeValue Value) : OperandNode
{
    public AttributeType Type { get; } = Value.Type;

    public Number Number { get; } = Value.Type == AttributeType.N ? Value.ToNumber() : default;
}

/// <summary><c>size(operand)</c>.</summary>
internal sealed record SizeOperand(OperandNode Operand) : OperandNode;

/// <summary><c>if_not_exists(path, operand)</c>; only in updates.</summary>
internal sealed record IfNotExistsOperand(AttributePath Path, OperandNode Otherwise) : OperandNode;

/// <summary><c>list_append(first, second)</c>; only in updates.</summary>
internal sealed record ListAppendOperand(OperandNode First, OperandNode Second) : OperandNode;

/// <summary><c>left + right</c> or <c>left - right</c>; only in updates.</summary>
internal sealed record ArithmeticOperand(bool IsSubtraction, OperandNode Left, OperandNode Right) : OperandNode;
