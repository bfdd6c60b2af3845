using Tessera.Engine.Catalog;
using Tessera.Engine.Expressions;
using Tessera.Engine.Expressions.Legacy;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tests.Expressions;

public sealed class LegacyTests
{
    private const string TheItem = """{"pk":"p","n":10,"s":"banana","tags":{"$SS":["a","b"]},"l":[1,"x"],"m":{"k":1},"flag":true}""";

    [Theory]
    [InlineData("n", "EQ", "[10]", true)]
    [InlineData("n", "NE", "[10]", false)]
    [InlineData("absent", "NE", "[10]", true)]
    [InlineData("n", "LT", "[11]", true)]
    [InlineData("n", "LE", "[10]", true)]
    [InlineData("n", "GT", "[\"9\"]", false)]
    [InlineData("n", "GE", "[11]", false)]
    [InlineData("n", "BETWEEN", "[9,10]", true)]
    [InlineData("n", "IN", "[9,10]", true)]
    [InlineData("s", "BEGINS_WITH", "[\"ban\"]", true)]
    [InlineData("s", "CONTAINS", "[\"nan\"]", true)]
    [InlineData("s", "NOT_CONTAINS", "[\"nan\"]", false)]
    [InlineData("tags", "CONTAINS", "[\"a\"]", true)]
    [InlineData("l", "CONTAINS", "[\"x\"]", true)]
    [InlineData("absent", "NULL", null, true)]
    [InlineData("n", "NULL", null, false)]
    [InlineData("n", "NOT_NULL", null, true)]
    [InlineData("l", "EQ", "[[1,\"x\"]]", true)]
    [InlineData("m", "EQ", "[{\"k\":1}]", true)]
    [InlineData("flag", "EQ", "[true]", true)]
    [InlineData("m.k", "NOT_NULL", null, false)]
    public void FilterAndExpected_Comparison_MatchTheService(string name, string op, string? arguments, bool expected)
    {
        var condition = new LegacyCondition(op, List(arguments));
        Assert.Equal(expected, Condition.FromFilter("ScanFilter", [new(name, condition)], null).IsTrue(Plain.Item(TheItem)));
        Assert.Equal(expected, Condition.FromExpected([new(name, condition)], null).IsTrue(Plain.Item(TheItem)));
    }

    [Theory]
    [InlineData(null, "10", true)]
    [InlineData(true, "10", true)]
    [InlineData(true, "11", false)]
    [InlineData(false, null, false)]
    public void Expected_ValueAndExists_MatchTheService(bool? exists, string? value, bool expected)
    {
        var condition = new LegacyCondition(null, null, value is null ? null : Plain.Value(value), exists);
        Assert.Equal(expected, Condition.FromExpected([new("n", condition)], null).IsTrue(Plain.Item(TheItem)));
        Assert.Equal(exists == false, Condition.FromExpected([new("absent", condition)], null).IsTrue(default));
    }

    [Theory]
    [InlineData(300, null)]
    [InlineData(301, "The expression contains too many operators; operator count: 301")]
    public void FilterAndExpected_ManyEntries_AreLimitedAsExpressionsAre(int count, string? message)
    {
        var entries = Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"a{i}", new LegacyCondition("NULL", null))).ToList();
        Assert.Equal(message, Record.Exception(() => Condition.FromFilter("ScanFilter", entries, null))?.Message);
        Assert.Equal(message, Record.Exception(() => Condition.FromExpected(entries, "OR"))?.Message);
    }

    [Fact]
    public void AttributeUpdates_ThousandsOfEntries_ReadTheItemOnce()
    {
        var item = Plain.Item("{" + string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"a{i}\":{i}")) + "}");
        var updates = Enumerable.Range(0, 20_000).Select(i => KeyValuePair.Create($"a{i}", i % 2 == 0 ? new AttributeUpdate("ADD", Plain.Value("1")) : new AttributeUpdate("DELETE", null))).ToList();
        var after = Update.FromAttributeUpdates(updates).Apply(item, item).After;
        Assert.True(after.TryGet("a19998"u8, out var added));
        Assert.Equal("19999", added.ToNumber().ToString());
        Assert.False(after.TryGet("a19999"u8, out _));
    }

    [Fact]
    public void Expected_SeveralEntries_AreConnectedAsAsked()
    {
        KeyValuePair<string, LegacyCondition>[] entries = [new("n", new("EQ", List("[10]"))), new("s", new("EQ", List("[10]")))];
        Assert.False(Condition.FromExpected(entries, null).IsTrue(Plain.Item(TheItem)));
        Assert.False(Condition.FromExpected(entries, "AND").IsTrue(Plain.Item(TheItem)));
        Assert.True(Condition.FromExpected(entries, "OR").IsTrue(Plain.Item(TheItem)));
        Assert.True(Condition.FromExpected([], null).IsTrue(default));
        Assert.Equal(
            "ConditionalOperator can only be used when Filter or Expected has two or more elements",
            Refused.Message(() => Condition.FromExpected(entries[..1], "OR")));
        Assert.Equal(
            "ConditionalOperator cannot be used without Filter or Expected",
            Refused.Message(() => Condition.EnsureConditionalOperatorHasUse("AND", hasConditions: false)));
    }

    [Theory]
    [InlineData("EQ", "[]", "Invalid number of argument(s) for the EQ ComparisonOperator")]
    [InlineData("EQ", "[1,2]", "Invalid number of argument(s) for the EQ ComparisonOperator")]
    [InlineData("NULL", "[1]", "Invalid number of argument(s) for the NULL ComparisonOperator")]
    [InlineData("BETWEEN", "[1]", "Invalid number of argument(s) for the BETWEEN ComparisonOperator")]
    [InlineData("IN", "[]", "Invalid number of argument(s) for the IN ComparisonOperator")]
    [InlineData("IN", "[1,\"a\"]", "AttributeValues inside AttributeValueList must be of same type")]
    [InlineData("LT", "[[1]]", "ComparisonOperator LT is not valid for L AttributeValue type")]
    [InlineData("BEGINS_WITH", "[1]", "ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type")]
    [InlineData("CONTAINS", "[{}]", "ComparisonOperator CONTAINS is not valid for M AttributeValue type")]
    public void AnyForm_WrongArguments_GiveTheServicesMessage(string op, string arguments, string message)
    {
        var entries = new KeyValuePair<string, LegacyCondition>[] { new("a", new(op, List(arguments))) };
        var expected = $"One or more parameter values were invalid: {message}";
        Assert.Equal(expected, Refused.Message(() => Condition.FromFilter("QueryFilter", entries, null)));
        Assert.Equal(expected, Refused.Message(() => Condition.FromExpected(entries, null)));
        Assert.Equal(expected, Refused.Message(() => KeyCondition.FromKeyConditions(entries)));
    }

    [Fact]
    public void AnyForm_BoundsOutOfOrder_AreRefused() =>
        Assert.Equal(
            "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound",
            Refused.Message(() => Condition.FromFilter("QueryFilter", [new("a", new("BETWEEN", List("[2,1]")))], null)));

    [Theory]
    [InlineData("EQ", "[1]", "1", null, "Value and AttributeValueList cannot be used together for Attribute: a")]
    [InlineData("EQ", null, "1", true, "Exists and ComparisonOperator cannot be used together for Attribute: a")]
    [InlineData("EQ", null, null, null, "Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: a")]
    [InlineData(null, "[1]", null, null, "AttributeValueList can only be used with a ComparisonOperator for Attribute: a")]
    [InlineData(null, null, null, null, "Value must be provided when Exists is null for Attribute: a")]
    [InlineData(null, null, null, true, "Value must be provided when Exists is true for Attribute: a")]
    [InlineData(null, null, "1", false, "Value cannot be used when Exists is false for Attribute: a")]
    public void Expected_MembersThatDoNotFit_GiveTheServicesMessage(string? op, string? list, string? value, bool? exists, string message)
    {
        var condition = new LegacyCondition(op, list is null ? null : List(list), value is null ? null : Plain.Value(value), exists);
        Assert.Equal(
            $"One or more parameter values were invalid: {message}", Refused.Message(() => Condition.FromExpected([new("a", condition)], null)));
    }

    [Fact]
    public void QueryFilter_OnKey_NamesTheParameter() =>
        Assert.Equal(
            "QueryFilter can only contain non-primary key attributes: Primary key attribute: pk",
            Refused.Message(() => Condition.FromFilter("QueryFilter", [new("pk", new("EQ", List("[1]")))], null).EnsureNoKeyAttributes(["pk"])));

    [Fact]
    public void KeyConditions_OnTable_SelectPartitionAndRange()
    {
        var schema = new KeySchema([new("pk", KeyType.Hash, AttributeType.S), new("sk", KeyType.Range, AttributeType.N)]);
        string Select(params KeyValuePair<string, LegacyCondition>[] conditions) =>
            KeyConditionTests.Describe(KeyCondition.FromKeyConditions(conditions).Resolve(schema), schema);

        Assert.Equal("pk=p", Select([new("pk", new("EQ", List("[\"p\"]")))]));
        Assert.Equal("pk=p sk Between 1 2", Select(new("sk", new("BETWEEN", List("[1,2]"))), new("pk", new("EQ", List("[\"p\"]")))));
        Assert.Equal("pk=p sk GreaterOrEqual 1", Select(new("pk", new("EQ", List("[\"p\"]"))), new("sk", new("GE", List("[1]")))));
        Assert.Equal(
            "Attempted conditional constraint is not an indexable operation",
            Refused.Message(() => Select(new("pk", new("EQ", List("[\"p\"]"))), new("sk", new("NOT_NULL", null)))));
        Assert.Equal("Conditions can be of length 1 or 2 only", Refused.Message(() => Select()));
        Assert.Equal("Query condition missed key schema element: pk", Refused.Message(() => Select([new("sk", new("EQ", List("[1]")))])));
    }

    [Theory]
    [InlineData(null, "1", """{"n":1}""")]
    [InlineData("PUT", "\"new\"", """{"n":"new"}""")]
    [InlineData("ADD", "1", """{"n":11}""")]
    [InlineData("DELETE", null, """{"n":null}""")]
    public void AttributeUpdates_OfNumber_ChangeIt(string? action, string? value, string expected) => AssertUpdate("n", action, value, expected);

    [Theory]
    [InlineData("tags", "ADD", """{"$SS":["b","c"]}""", """{"tags":{"$SS":["a","b","c"]}}""")]
    [InlineData("tags", "DELETE", """{"$SS":["b","c"]}""", """{"tags":{"$SS":["a"]}}""")]
    [InlineData("tags", "DELETE", """{"$SS":["a","b"]}""", """{"tags":null}""")]
    [InlineData("l", "ADD", "[2]", """{"l":[1,"x",2]}""")]
    [InlineData("fresh", "ADD", "[2]", """{"fresh":[2]}""")]
    [InlineData("fresh", "DELETE", """{"$SS":["a"]}""", "{}")]
    [InlineData("m.k", "PUT", "2", """{"m.k":2}""")]
    public void AttributeUpdates_OfCollections_ChangeThem(string name, string action, string value, string expected) =>
        AssertUpdate(name, action, value, expected);

    [Theory]
    [InlineData("PUT", null, "One or more parameter values were invalid: Only DELETE action is allowed when no attribute value is specified")]
    [InlineData(null, null, "One or more parameter values were invalid: Only DELETE action is allowed when no attribute value is specified")]
    [InlineData("DELETE", "1", "One or more parameter values were invalid: DELETE action with value is not supported for the type N")]
    [InlineData("DELETE", "[]", "One or more parameter values were invalid: DELETE action with value is not supported for the type L")]
    [InlineData("ADD", "\"a\"", "One or more parameter values were invalid: ADD action is not supported for the type S")]
    [InlineData("ADD", "{}", "One or more parameter values were invalid: ADD action is not supported for the type M")]
    public void AttributeUpdates_Invalid_GiveTheServicesMessage(string? action, string? value, string message) =>
        Assert.Equal(message, Refused.Message(() => Updates("a", action, value)));

    [Theory]
    [InlineData("s", "ADD", "1")]
    [InlineData("tags", "ADD", """{"$NS":[1]}""")]
    [InlineData("n", "DELETE", """{"$NS":[1]}""")]
    public void AttributeUpdates_OfOtherType_GiveTheServicesMessage(string name, string action, string value) =>
        Assert.Equal(
            "Type mismatch for attribute to update", Refused.Message(() => Updates(name, action, value).Apply(Plain.Item(TheItem), Plain.Item(TheItem))));

    private static void AssertUpdate(string name, string? action, string? value, string expected)
    {
        var result = Updates(name, action, value).Apply(Plain.Item(TheItem), Plain.Item("""{"pk":"p"}"""));
        var changed = Plain.Item(expected);
        foreach (var attribute in changed.EnumerateAttributes())
        {
            var isThere = result.After.TryGet(attribute.Name.Span, out var after);
            Assert.Equal(attribute.Value != AttributeValue.Null, isThere);
            if (isThere)
                Assert.Equal(attribute.Value, after);
        }

        foreach (var attribute in Plain.Item(TheItem).EnumerateAttributes())
        {
            if (!changed.TryGet(attribute.Name.Span, out _))
                Assert.True(result.After.TryGet(attribute.Name.Span, out var after) && after == attribute.Value);
        }
    }

    private static Update Updates(string name, string? action, string? value) =>
        Update.FromAttributeUpdates([new(name, new AttributeUpdate(action, value is null ? null : Plain.Value(value)))]);

    private static AttributeValue[]? List(string? json) => json is null ? null : [.. Plain.Value(json).EnumerateElements().ToArray()];
}

/// <summary>Lets tests collect what an enumerator walks over.</summary>
internal static class ElementArrays
{
    public static AttributeValue[] ToArray(this ElementEnumerator elements)
    {
        var list = new List<AttributeValue>();
        foreach (var element in elements)
            list.Add(element);
        return [.. list];
    }
}
