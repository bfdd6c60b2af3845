namespace Tessera.Engine.Tests.ModelBased;

/// <summary>A condition that can be written as an expression and, quite apart from that, be decided in the simplest way.</summary>
internal abstract record ModelCondition
{
    public abstract string Write(Placeholders placeholders);

    public abstract bool IsTrue(ModelItem item);

    public sealed record Compare(ModelOperand Left, string Operator, ModelOperand Right) : ModelCondition
    {
        public override string Write(Placeholders placeholders) => $"{Left.Write(placeholders)} {Operator} {Right.Write(placeholders)}";

        public override bool IsTrue(ModelItem item)
        {
            var left = Left.Find(item);
            var right = Right.Find(item);
            var isSame = left is not null && right is not null && left.IsSame(right);
            if (Operator == "=") return isSame;
            if (Operator == "<>") return !isSame;
            if (left is null || right is null || ModelValue.Compare(left, right) is not { } order) return false;
            return Operator switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
        }
    }

    public sealed record Between(ModelPath Path, ModelValue Lower, ModelValue Upper) : ModelCondition
    {
        public override string Write(Placeholders placeholders) =>
            $"{Path.Write(placeholders)} BETWEEN {placeholders.Value(Lower)} AND {placeholders.Value(Upper)}";

        public override bool IsTrue(ModelItem item) =>
            Path.Find(item) is { } value && ModelValue.Compare(value, Lower) >= 0 && ModelValue.Compare(value, Upper) <= 0;
    }

    public sealed record In(ModelPath Path, ModelValue[] Values) : ModelCondition
    {
        public override string Write(Placeholders placeholders) => $"{Path.Write(placeholders)} IN ({string.Join(", ", Values.Select(placeholders.Value))})";

        public override bool IsTrue(ModelItem item) => Path.Find(item) is { } value && Values.Any(value.IsSame);
    }

    public sealed record Exists(ModelPath Path, bool IsExpected) : ModelCondition
    {
        public override string Write(Placeholders placeholders) => $"{(IsExpected ? "attribute_exists" : "attribute_not_exists")}({Path.Write(placeholders)})";

        public override bool IsTrue(ModelItem item) => Path.Find(item) is not null == IsExpected;
    }

    public sealed record HasType(ModelPath Path, string Type) : ModelCondition
    {
        public override string Write(Placeholders placeholders) =>
            $"attribute_type({Path.Write(placeholders)}, {placeholders.Value(new ModelValue.Text(Type))})";

        public override bool IsTrue(ModelItem item) => Path.Find(item)?.Type == Type;
    }

    public sealed record BeginsWith(ModelPath Path, ModelValue Beginning) : ModelCondition
    {
        public override string Write(Placeholders placeholders) => $"begins_with({Path.Write(placeholders)}, {placeholders.Value(Beginning)})";

        public override bool IsTrue(ModelItem item) => (Path.Find(item), Beginning) switch
        {
            (ModelValue.Text value, ModelValue.Text beginning) => value.Value.StartsWith(beginning.Value, StringComparison.Ordinal),
            (ModelValue.Binary value, ModelValue.Binary beginning) => value.Value.StartsWith(beginning.Value, StringComparison.Ordinal),
            _ => false,
        };
    }

    public sealed record Contains(ModelPath Path, ModelValue Part) : ModelCondition
    {
        public override string Write(Placeholders placeholders) => $"contains({Path.Write(placeholders)}, {placeholders.Value(Part)})";

        public override bool IsTrue(ModelItem item) => (Path.Find(item), Part) switch
        {
            (ModelValue.Text whole, ModelValue.Text part) => whole.Value.Contains(part.Value, StringComparison.Ordinal),
            (ModelValue.Binary whole, ModelValue.Binary part) => whole.Value.Contains(part.Value, StringComparison.Ordinal),
            (ModelValue.TextSet set, ModelValue.Text part) => set.Values.Contains(part.Value),
            (ModelValue.NumberSet set, ModelValue.Number part) => set.Values.Contains(part.Value),
            (ModelValue.BinarySet set, ModelValue.Binary part) => set.Values.Contains(part.Value),
            (ModelValue.List list, _) => list.Values.Any(Part.IsSame),
            _ => false,
        };
    }

    public sealed record Both(ModelCondition Left, ModelCondition Right) : ModelCondition
    {
        public override string Write(Placeholders placeholders) => $"({Left.Write(placeholders)} AND {Right.Write(placeholders)})";

        public override bool IsTrue(ModelItem item) => Left.IsTrue(item) && Right.IsTrue(item);
    }

    public sealed record Either(ModelCondition Left, ModelCondition Right) : ModelCondition
    {
        public override string Write(Placeholders placeholders) => $"({Left.Write(placeholders)} OR {Right.Write(placeholders)})";

        public override bool IsTrue(ModelItem item) => Left.IsTrue(item) || Right.IsTrue(item);
    }

    public sealed record Not(ModelCondition Operand) : ModelCondition
    {
        public override string Write(Placeholders placeholders) => $"(NOT {Operand.Write(placeholders)})";

        public override bool IsTrue(ModelItem item) => !Operand.IsTrue(item);
    }
}
