using System.Collections.Immutable;

namespace Tessera.Engine.Tests.ModelBased;

/// <summary>Draws values, paths, conditions and updates: few enough of each for conditions to be true and updates to meet often.</summary>
internal sealed class RandomRequests(Random random)
{
    private static readonly string[] _texts = ["", "a", "ab", "abc", "b", "ba", "c"];
    private static readonly string[] _types = ["S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M"];
    private static readonly string[] _comparisons = ["=", "<>", "<", "<=", ">", ">="];

    /// <summary>Attributes that are no keys, what they usually hold in the order of the kinds below.</summary>
    public static readonly string[] Names = ["a", "b", "c", "d", "l", "m", "n", "s"];

    public int Next(int count) => random.Next(count);

    public bool Chance(int percent) => random.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public ModelValue KeyValue(ModelKey key) => key.Type switch
    {
        "S" => new ModelValue.Text(Pick(_texts.AsSpan(1).ToArray())),
        "N" => Number(),
        _ => new ModelValue.Binary(Pick(_texts.AsSpan(1).ToArray())),
    };

    public ModelItem Key(ModelTable table)
    {
        var key = ModelItem.Empty.With(table.Hash.Name, KeyValue(table.Hash));
        return table.Range is null ? key : key.With(table.Range.Name, KeyValue(table.Range));
    }

    /// <summary>An item with some attributes; once in a while an index key of the wrong type, unless it must be right.</summary>
    public ModelItem Item(ModelTable table, ModelItem key, bool mustBeRight)
    {
        var item = key;
        foreach (var name in Names)
        {
            if (Chance(50)) item = item.With(name, Usual(name));
        }

        foreach (var index in table.Indexes.SelectMany(index => new[] { index.Hash, index.Range }).OfType<ModelKey>())
        {
            if (key[index.Name] is null && Chance(60)) item = item.With(index.Name, mustBeRight || Chance(98) ? KeyValue(index) : Scalar());
        }

        return item;
    }

    public ModelCondition Condition(IReadOnlyList<string> names, int depth = 2) => random.Next(depth > 0 ? 14 : 10) switch
    {
        0 or 1 => new ModelCondition.Compare(new ModelOperand.At(Path(names)), Pick(_comparisons), new ModelOperand.Literal(Scalar())),
        2 => new ModelCondition.Compare(new ModelOperand.At(Path(names)), Pick(_comparisons.AsSpan(0, 2).ToArray()), new ModelOperand.Literal(Any())),
        3 => ComparePaths(Path(names), Path(names)),
        4 => new ModelCondition.Compare(
            new ModelOperand.Size(Path(names)), Pick(_comparisons.AsSpan(2).ToArray()), new ModelOperand.Literal(new ModelValue.Number(random.Next(4)))),
        5 => Between(Path(names)),
        6 => new ModelCondition.In(Path(names), [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any())]),
        7 => new ModelCondition.Exists(Path(names), Chance(50)),
        8 => Chance(50) ? new ModelCondition.HasType(Path(names), Pick(_types)) : new ModelCondition.BeginsWith(Path(names), new ModelValue.Text(Pick(_texts))),
        9 => new ModelCondition.Contains(Path(names), Scalar()),
        10 => new ModelCondition.Both(Condition(names, depth - 1), Condition(names, depth - 1)),
        11 or 12 => new ModelCondition.Either(Condition(names, depth - 1), Condition(names, depth - 1)),
        _ => new ModelCondition.Not(Condition(names, depth - 1)),
    };

    public ModelCondition Condition() => Condition(Names);

    public ModelCondition SortCondition(ModelKey range)
    {
        var path = new ModelPath(range.Name);
        var kind = random.Next(range.Type == "N" ? 6 : 7);
        if (kind == 5) return Between(path, KeyValue(range), KeyValue(range));
        if (kind == 6) return new ModelCondition.BeginsWith(path, KeyValue(range));
        return new ModelCondition.Compare(new ModelOperand.At(path), new[] { "=", "<", "<=", ">", ">=" }[kind], new ModelOperand.Literal(KeyValue(range)));
    }

    /// <summary>An update whose paths do not overlap.</summary>
    public ModelUpdate Update(ModelTable table, bool topLevelOnly)
    {
        var paths = Names.Select(name => new ModelPath(name)).ToList();
        if (!topLevelOnly && Chance(50)) Replace(paths, "m", new ModelPath("m", Entry: "x"), new ModelPath("m", Entry: "y"));
        if (!topLevelOnly && Chance(50)) Replace(paths, "l", new ModelPath("l", Index: 0), new ModelPath("l", Index: 1), new ModelPath("l", Index: 7));
        var keys = table.Indexes.SelectMany(index => new[] { index.Hash, index.Range }).OfType<ModelKey>()
            .Where(key => key != table.Hash && key != table.Range).Distinct().ToArray();
        var actions = paths.OrderBy(_ => random.Next()).Take(random.Next(1, 5)).Select(Action).ToList();
        if (keys.Length > 0 && Chance(40)) actions.Add(IndexKeyAction(Pick(keys)));
        return new ModelUpdate([.. actions]);
    }

    private static void Replace(List<ModelPath> paths, string name, params ModelPath[] inner)
    {
        paths.RemoveAll(path => path.Name == name);
        paths.AddRange(inner);
    }

    private ModelAction Action(ModelPath path) => Chance(90) ? FittingAction(path) : AnyAction(path);

    /// <summary>An action that suits what the attribute usually holds, so that most updates are carried out.</summary>
    private ModelAction FittingAction(ModelPath path) => (path.Name, random.Next(4)) switch
    {
        (_, 0) => new ModelAction.Remove(path),
        ("n" or "b", 1) => new ModelAction.Add(path, Number()),
        ("n" or "b", _) => new ModelAction.Set(path, Calculation(path)),
        ("s", 1) => new ModelAction.Delete(path, NumberSet()),
        ("s", _) => new ModelAction.Add(path, NumberSet()),
        ("l", 1) when path.IsTopLevel => new ModelAction.Set(
            path, new ModelSource.ListAppend(new ModelSource.IfNotExists(path, new ModelSource.Literal(List(1))), new ModelSource.Literal(List(1)))),
        (_, 1) when path.IsTopLevel => new ModelAction.Set(path, new ModelSource.IfNotExists(Path(Names), new ModelSource.Literal(Any()))),
        _ => new ModelAction.Set(path, new ModelSource.Literal(path.IsTopLevel ? Usual(path.Name) : Any())),
    };

    private ModelAction AnyAction(ModelPath path) => random.Next(10) switch
    {
        0 or 1 => new ModelAction.Remove(path),
        2 or 3 => new ModelAction.Add(path, Chance(60) ? Number() : Set()),
        4 => new ModelAction.Delete(path, Set()),
        _ => new ModelAction.Set(path, Source(path)),
    };

    private ModelAction IndexKeyAction(ModelKey key)
    {
        var path = new ModelPath(key.Name);
        if (Chance(30)) return new ModelAction.Remove(path);
        if (key.Type == "N" && Chance(40)) return new ModelAction.Add(path, Number());
        return new ModelAction.Set(path, new ModelSource.Literal(Chance(95) ? KeyValue(key) : Any()));
    }

    // Only whole attributes are set from other ones: values that go into one another would grow without end.
    private ModelSource Source(ModelPath path) => random.Next(path.IsTopLevel ? 9 : 5) switch
    {
        0 or 1 or 2 => new ModelSource.Literal(path.IsTopLevel && Chance(70) ? Usual(path.Name) : Any()),
        3 => new ModelSource.Calculate(new ModelSource.At(Pick([path, new ModelPath("n")])), Pick(["+", "-"]), new ModelSource.Literal(Number())),
        4 => Calculation(path),
        5 => new ModelSource.At(Path(Names)),
        6 => new ModelSource.IfNotExists(Path(Names), new ModelSource.Literal(Any())),
        7 => new ModelSource.ListAppend(new ModelSource.At(new ModelPath("l")), new ModelSource.Literal(List(1))),
        _ => new ModelSource.ListAppend(new ModelSource.Literal(List(1)), new ModelSource.IfNotExists(path, new ModelSource.Literal(List(1)))),
    };

    private ModelSource.Calculate Calculation(ModelPath path) =>
        new(new ModelSource.IfNotExists(path, new ModelSource.Literal(Number())), Pick(["+", "-"]), new ModelSource.Literal(Number()));

    // The service refuses to compare a path with itself.
    private ModelCondition ComparePaths(ModelPath left, ModelPath right) => left == right
        ? new ModelCondition.Exists(left, Chance(50))
        : new ModelCondition.Compare(new ModelOperand.At(left), Pick(_comparisons), new ModelOperand.At(right));

    private ModelCondition.Between Between(ModelPath path)
    {
        var isText = Chance(50);
        return Between(path, isText ? new ModelValue.Text(Pick(_texts)) : Number(), isText ? new ModelValue.Text(Pick(_texts)) : Number());
    }

    private static ModelCondition.Between Between(ModelPath path, ModelValue first, ModelValue second) =>
        ModelValue.Compare(first, second) <= 0 ? new(path, first, second) : new(path, second, first);

    private ModelPath Path(IReadOnlyList<string> names)
    {
        var name = Pick(names);
        return random.Next(10) switch
        {
            0 => new ModelPath(name, Entry: Pick(["x", "y"])),
            1 => new ModelPath(name, Index: random.Next(3)),
            _ when name == "m" && Chance(60) => new ModelPath(name, Entry: Pick(["x", "y"])),
            _ when name == "l" && Chance(60) => new ModelPath(name, Index: random.Next(3)),
            _ => new ModelPath(name),
        };
    }

    private ModelValue Usual(string name) => Chance(8) ? Any() : name switch
    {
        "a" => new ModelValue.Text(Pick(_texts)),
        "n" or "b" => Number(),
        "s" => NumberSet(),
        "l" => List(1),
        "m" => Map(1),
        _ => Any(),
    };

    private ModelValue Any(int depth = 1) => random.Next(depth > 0 ? 8 : 6) switch
    {
        < 4 => Scalar(),
        4 => Chance(50) ? new ModelValue.Flag(Chance(50)) : new ModelValue.Nothing(),
        5 => Set(),
        6 => List(depth),
        _ => Map(depth),
    };

    private ModelValue Scalar() => random.Next(5) switch
    {
        0 or 1 => new ModelValue.Text(Pick(_texts)),
        2 => new ModelValue.Binary(Pick(_texts)),
        _ => Number(),
    };

    private ModelValue.Number Number() => new(random.Next(-8, 9) / (Chance(30) ? 4m : 1m) * (Chance(5) ? 1000m : 1m));

    private ModelValue.NumberSet NumberSet() => new([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Number().Value)]);

    private ModelValue Set()
    {
        if (Chance(40)) return NumberSet();
        var texts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(_texts)).ToImmutableSortedSet(StringComparer.Ordinal);
        return Chance(70) ? new ModelValue.TextSet(texts) : new ModelValue.BinarySet(texts);
    }

    private ModelValue.List List(int depth) => new([.. Enumerable.Range(0, random.Next(4)).Select(_ => Any(depth - 1))]);

    private ModelValue.Map Map(int depth)
    {
        var entries = ModelItem.Empty;
        foreach (var name in new[] { "x", "y" })
        {
            if (Chance(60)) entries = entries.With(name, Any(depth - 1));
        }

        return new ModelValue.Map(entries);
    }
}
