namespace Tessera.Engine.Tests.ModelBased;

/// <summary>An operand of a comparison: a path, a value or the size of what is at a path.</summary>
internal abstract record ModelOperand
{
    public abstract string Write(Placeholders placeholders);

    public abstract ModelValue? Find(ModelItem item);

    public sealed record At(ModelPath Path) : ModelOperand
    {
        public override string Write(Placeholders placeholders) => Path.Write(placeholders);

        public override ModelValue? Find(ModelItem item) => Path.Find(item);
    }

    public sealed record Literal(ModelValue Value) : ModelOperand
    {
        public override string Write(Placeholders placeholders) => placeholders.Value(Value);

        public override ModelValue? Find(ModelItem item) => Value;
    }

    public sealed record Size(ModelPath Path) : ModelOperand
    {
        public override string Write(Placeholders placeholders) => $"size({Path.Write(placeholders)})";

        public override ModelValue? Find(ModelItem item) => Path.Find(item)?.Count is { } count ? new ModelValue.Number(count) : null;
    }
}
