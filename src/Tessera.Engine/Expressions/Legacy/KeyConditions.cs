using Tessera.Engine.Expressions.Tree;

namespace Tessera.Engine.Expressions.Legacy;

/// <summary>The legacy parameter KeyConditions.</summary>
internal static class KeyConditions
{
    public static IReadOnlyList<KeyTest> ToTests(IReadOnlyCollection<KeyValuePair<string, LegacyCondition>> conditions)
    {
        var tests = new List<KeyTest>(conditions.Count);
        foreach (var (name, condition) in conditions)
            tests.Add(ToTest(name, condition));
        return tests;
    }

    private static KeyTest ToTest(string name, LegacyCondition condition)
    {
        var op = condition.ComparisonOperator!;
        var arguments = condition.AttributeValueList ?? [];
        LegacyComparison.CheckArguments(op, arguments);
        LegacyComparison.CheckTypes(op, arguments);
        LegacyComparison.CheckBounds(op, arguments);

        var keyOperator = ToOperator(op);
        return keyOperator switch
        {
            KeyOperator.NotIndexable => new KeyTest(name, keyOperator, default),
            KeyOperator.Between => new KeyTest(name, keyOperator, arguments[0], arguments[1]),
            _ => new KeyTest(name, keyOperator, arguments[0]),
        };
    }

    private static KeyOperator ToOperator(string op) => op switch
    {
        "EQ" => KeyOperator.Equal,
        "LT" => KeyOperator.Less,
        "LE" => KeyOperator.LessOrEqual,
        "GT" => KeyOperator.Greater,
        "GE" => KeyOperator.GreaterOrEqual,
        "BETWEEN" => KeyOperator.Between,
        "BEGINS_WITH" => KeyOperator.BeginsWith,
        _ => KeyOperator.NotIndexable,
    };
}
