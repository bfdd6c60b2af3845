using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Expressions.Legacy;
using Tessera.Engine.Expressions.Resolving;
using Tessera.Engine.Expressions.Syntax;
using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions;

/// <summary>The key condition of a Query, not yet matched with the keys of a table or index. Immutable.</summary>
internal sealed class KeyCondition
{
    private readonly IReadOnlyList<KeyTest> _tests;

    private KeyCondition(IReadOnlyList<KeyTest> tests) => _tests = tests;

    /// <summary>Parses a KeyConditionExpression and makes every check that needs no schema.</summary>
    public static KeyCondition Parse(string text, ExpressionAttributes attributes)
    {
        var parsed = SyntaxCache.GetOrParse(ExpressionKind.KeyCondition, text);
        return new KeyCondition(KeyTests.Of(new ExpressionResolver(ExpressionKind.KeyCondition, attributes).ResolveCondition(parsed.Root)));
    }

    /// <summary>The key condition of the legacy parameter KeyConditions.</summary>
    public static KeyCondition FromKeyConditions(IReadOnlyCollection<KeyValuePair<string, LegacyCondition>> keyConditions) =>
        new(KeyConditions.ToTests(keyConditions));

    /// <summary>What to throw where a Query has neither form of key condition.</summary>
    public static ServiceException Missing() => ServiceException.Validation(ExpressionMessages.KeyConditionMissing);

    /// <summary>Matches the condition with the key of the queried table or index; checks presence, operators and types.</summary>
    public KeySelection Resolve(KeySchema schema)
    {
        EnsureCount(schema);
        EnsureKeysArePresent(schema);
        EnsureIndexable();
        EnsureOperators(schema);
        EnsureTypes(schema);
        return Select(schema);
    }

    private void EnsureCount(KeySchema schema)
    {
        if (_tests.Count == 0 || _tests.Count > Math.Max(2, schema.Attributes.Length))
            throw ServiceException.Validation(ExpressionMessages.KeyConditionCount);
    }

    // Every HASH attribute has a condition; conditions on RANGE attributes leave no gap; and whatever else there is has missed one of them.
    private void EnsureKeysArePresent(KeySchema schema)
    {
        foreach (var attribute in schema.HashAttributes)
        {
            if (Find(attribute) is null)
                throw ServiceException.Validation(ExpressionMessages.KeyMissed(attribute.Name));
        }

        var others = _tests.Count - schema.HashAttributes.Length;
        for (var i = 0; i < Math.Min(others, schema.RangeAttributes.Length); i++)
        {
            if (Find(schema.RangeAttributes[i]) is null)
                throw ServiceException.Validation(ExpressionMessages.KeyMissed(schema.RangeAttributes[i].Name));
        }
    }

    private void EnsureIndexable()
    {
        foreach (var test in _tests)
        {
            if (test.Operator == KeyOperator.NotIndexable)
                throw ServiceException.Validation(ExpressionMessages.KeyConditionNotIndexable);
        }
    }

    // Only the last attribute that has a condition, and only a RANGE attribute, may have another one than equality.
    private void EnsureOperators(KeySchema schema)
    {
        if (_tests.Count > schema.Attributes.Length)
            throw ServiceException.Validation(ExpressionMessages.KeyConditionNotSupported);
        for (var i = 0; i < _tests.Count; i++)
        {
            var isLastRange = i >= schema.HashAttributes.Length && i == _tests.Count - 1;
            if (!isLastRange && Get(AttributeAt(schema, i)).Operator != KeyOperator.Equal)
                throw ServiceException.Validation(ExpressionMessages.KeyConditionNotSupported);
        }
    }

    private void EnsureTypes(KeySchema schema)
    {
        for (var i = 0; i < _tests.Count; i++)
        {
            var attribute = AttributeAt(schema, i);
            var test = Get(attribute);
            EnsureType(attribute, test.Value);
            if (test.Operator == KeyOperator.Between)
                EnsureType(attribute, test.Upper);
        }
    }

    private static void EnsureType(KeyAttribute attribute, AttributeValue value)
    {
        if (value.Type != attribute.Type)
            throw ServiceException.Validation(ExpressionMessages.KeyConditionType);
        if (value.Content.IsEmpty)
            throw ServiceException.Validation(ExpressionMessages.EmptyKeyValue(attribute.Type, attribute.Name));
    }

    private KeySelection Select(KeySchema schema)
    {
        var partitionKey = schema.HashAttributes.Select(attribute => Get(attribute).Value).ToArray();
        var equals = new List<AttributeValue>();
        foreach (var attribute in schema.RangeAttributes)
        {
            if (Find(attribute) is not { } test)
                break;
            if (test.Operator != KeyOperator.Equal)
                return new KeySelection(partitionKey, equals, new SortKeyRange(ToSortKeyOperator(test.Operator), test.Value, test.Upper));
            equals.Add(test.Value);
        }

        return new KeySelection(partitionKey, equals, null);
    }

    private static KeyAttribute AttributeAt(KeySchema schema, int index) =>
        index < schema.HashAttributes.Length ? schema.HashAttributes[index] : schema.RangeAttributes[index - schema.HashAttributes.Length];

    private KeyTest? Find(KeyAttribute attribute)
    {
        foreach (var test in _tests)
        {
            if (test.AttributeName == attribute.Name)
                return test;
        }

        return null;
    }

    private KeyTest Get(KeyAttribute attribute) => Find(attribute)!.Value;

    private static SortKeyOperator ToSortKeyOperator(KeyOperator op) => op switch
    {
        KeyOperator.Less => SortKeyOperator.Less,
        KeyOperator.LessOrEqual => SortKeyOperator.LessOrEqual,
        KeyOperator.Greater => SortKeyOperator.Greater,
        KeyOperator.GreaterOrEqual => SortKeyOperator.GreaterOrEqual,
        KeyOperator.Between => SortKeyOperator.Between,
        _ => SortKeyOperator.BeginsWith,
    };
}
