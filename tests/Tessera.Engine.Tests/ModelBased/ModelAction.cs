using System.Collections.Immutable;

namespace Tessera.Engine.Tests.ModelBased;

/// <summary>One action of an update.</summary>
internal abstract record ModelAction(string Clause, ModelPath Path)
{
    public bool OnlyTakesAway => this is Remove or Delete;

    /// <summary>The type that the attribute gets as far as the request alone tells; null where the item decides.</summary>
    public string? AssignedType => !Path.IsTopLevel ? null : this switch
    {
        Set { Source: ModelSource.Literal literal } => literal.Value.Type,
        Set { Source: ModelSource.Calculate } => "N",
        Set { Source: ModelSource.ListAppend } => "L",
        Add add => add.Value.Type,
        Delete delete => delete.Value.Type,
        _ => null,
    };

    public abstract string Write(Placeholders placeholders);

    /// <summary>The value that is to be at the path; null where there is to be none.</summary>
    public abstract ModelValue? Evaluate(ModelItem item);

    public sealed record Set(ModelPath Path, ModelSource Source) : ModelAction("SET", Path)
    {
        public override string Write(Placeholders placeholders) => $"{Path.Write(placeholders)} = {Source.Write(placeholders)}";

        public override ModelValue? Evaluate(ModelItem item) => Source.Evaluate(item);
    }

    public sealed record Remove(ModelPath Path) : ModelAction("REMOVE", Path)
    {
        public override string Write(Placeholders placeholders) => Path.Write(placeholders);

        public override ModelValue? Evaluate(ModelItem item) => null;
    }

    /// <summary>Adds a number to a number or elements to a set.</summary>
    public sealed record Add(ModelPath Path, ModelValue Value) : ModelAction("ADD", Path)
    {
        public override string Write(Placeholders placeholders) => $"{Path.Write(placeholders)} {placeholders.Value(Value)}";

        public override ModelValue? Evaluate(ModelItem item) => (Path.Find(item), Value) switch
        {
            (null, _) => Value,
            (ModelValue.Number a, ModelValue.Number b) => new ModelValue.Number(a.Value + b.Value),
            (ModelValue.TextSet a, ModelValue.TextSet b) => new ModelValue.TextSet(a.Values.Union(b.Values)),
            (ModelValue.NumberSet a, ModelValue.NumberSet b) => new ModelValue.NumberSet(a.Values.Union(b.Values)),
            (ModelValue.BinarySet a, ModelValue.BinarySet b) => new ModelValue.BinarySet(a.Values.Union(b.Values)),
            _ => throw new ModelRefusal("ValidationException"),
        };
    }

    /// <summary>Takes elements from a set; an empty set is no value.</summary>
    public sealed record Delete(ModelPath Path, ModelValue Value) : ModelAction("DELETE", Path)
    {
        public override string Write(Placeholders placeholders) => $"{Path.Write(placeholders)} {placeholders.Value(Value)}";

        public override ModelValue? Evaluate(ModelItem item) => (Path.Find(item), Value) switch
        {
            (null, _) => null,
            (ModelValue.TextSet a, ModelValue.TextSet b) => Some(a.Values.Except(b.Values), left => new ModelValue.TextSet(left)),
            (ModelValue.NumberSet a, ModelValue.NumberSet b) => Some(a.Values.Except(b.Values), left => new ModelValue.NumberSet(left)),
            (ModelValue.BinarySet a, ModelValue.BinarySet b) => Some(a.Values.Except(b.Values), left => new ModelValue.BinarySet(left)),
            _ => throw new ModelRefusal("ValidationException"),
        };

        private static ModelValue? Some<T>(ImmutableSortedSet<T> left, Func<ImmutableSortedSet<T>, ModelValue> toSet) => left.IsEmpty ? null : toSet(left);
    }
}

/// <summary>Where SET takes a value from.</summary>
internal abstract record ModelSource
{
    public abstract string Write(Placeholders placeholders);

    public abstract ModelValue Evaluate(ModelItem item);

    public sealed record Literal(ModelValue Value) : ModelSource
    {
        public override string Write(Placeholders placeholders) => placeholders.Value(Value);

        public override ModelValue Evaluate(ModelItem item) => Value;
    }

    public sealed record At(ModelPath Path) : ModelSource
    {
        public override string Write(Placeholders placeholders) => Path.Write(placeholders);

        public override ModelValue Evaluate(ModelItem item) => Path.Find(item) ?? throw new ModelRefusal("ValidationException");
    }

    public sealed record IfNotExists(ModelPath Path, ModelSource Otherwise) : ModelSource
    {
        public override string Write(Placeholders placeholders) => $"if_not_exists({Path.Write(placeholders)}, {Otherwise.Write(placeholders)})";

        public override ModelValue Evaluate(ModelItem item) => Path.Find(item) ?? Otherwise.Evaluate(item);
    }

    public sealed record ListAppend(ModelSource First, ModelSource Second) : ModelSource
    {
        public override string Write(Placeholders placeholders) => $"list_append({First.Write(placeholders)}, {Second.Write(placeholders)})";

        public override ModelValue Evaluate(ModelItem item) => (First.Evaluate(item), Second.Evaluate(item)) switch
        {
            (ModelValue.List a, ModelValue.List b) => new ModelValue.List(a.Values.AddRange(b.Values)),
            _ => throw new ModelRefusal("ValidationException"),
        };
    }

    public sealed record Calculate(ModelSource Left, string Operator, ModelSource Right) : ModelSource
    {
        public override string Write(Placeholders placeholders) => $"{Left.Write(placeholders)} {Operator} {Right.Write(placeholders)}";

        public override ModelValue Evaluate(ModelItem item) => (Left.Evaluate(item), Right.Evaluate(item)) switch
        {
            (ModelValue.Number a, ModelValue.Number b) => new ModelValue.Number(Operator == "+" ? a.Value + b.Value : a.Value - b.Value),
            _ => throw new ModelRefusal("ValidationException"),
        };
    }
}
