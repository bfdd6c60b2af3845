using Tessera.Engine.Expressions;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tests.Expressions;

public sealed class PlaceholderTests
{
    [Fact]
    public void Validate_EmptyMaps_AreRefused()
    {
        Assert.Equal("ExpressionAttributeNames must not be empty", Refused.Message(() => Attributes([], []).Validate()));
        Assert.Equal("ExpressionAttributeValues must not be empty", Refused.Message(() => Attributes(null, []).Validate()));
        Attributes(null, null).Validate();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("#")]
    [InlineData("")]
    [InlineData("#a-b")]
    [InlineData(":a")]
    [InlineData("# ")]
    [InlineData("#\u00E9")]
    public void Validate_MalformedName_IsRefused(string placeholder) =>
        Assert.Equal(
            $"ExpressionAttributeNames contains invalid key: Syntax error; key: \"{placeholder}\"",
            Refused.Message(() => Attributes([(placeholder, "a")], null).Validate()));

    [Theory]
    [InlineData("b")]
    [InlineData(":")]
    [InlineData("#b")]
    [InlineData(":b!")]
    public void Validate_MalformedValue_IsRefused(string placeholder) =>
        Assert.Equal(
            $"ExpressionAttributeValues contains invalid key: Syntax error; key: \"{placeholder}\"",
            Refused.Message(() => Attributes(null, [placeholder]).Validate()));

    [Fact]
    public void Validate_PlaceholderOf255Bytes_IsAcceptedAndLongerRefused()
    {
        Attributes([("#" + new string('a', 254), "a")], null).Validate();
        Assert.Equal(
            "ExpressionAttributeNames contains invalid key: The expression attribute map contains a key that is too long; size of key: 256",
            Refused.Message(() => Attributes([("#" + new string('a', 255), "a")], null).Validate()));
    }

    [Fact]
    public void Constructor_ValueThatItsReaderRefused_IsNotLookedAt() =>
        Assert.True(new ExpressionAttributes(null, [KeyValuePair.Create(":v", new AttributeValue("{\"N\":\"x\"}"u8.ToArray()))]).HasValues);

    [Fact]
    public void EnsureAllUsed_SomeUnused_NamesThem()
    {
        var attributes = Plain.Attributes("""{"#a":"a","#unused":"b",":v":1,":w":2}""");
        Condition.Parse(ExpressionKind.Condition, "#a = :v OR x = :w", attributes);
        Assert.Equal("Value provided in ExpressionAttributeNames unused in expressions: keys: {#unused}", Refused.Message(attributes.EnsureAllUsed));
        Projection.Parse("#unused", attributes);
        attributes.EnsureAllUsed();

        var values = Plain.Attributes("""{":v":1,":w":2}""");
        Update.Parse("ADD a :v", values);
        Assert.Equal("Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}", Refused.Message(values.EnsureAllUsed));
    }

    [Fact]
    public void EnsureAllUsed_ManyPlaceholders_FindsEach()
    {
        // Enough of them to be looked up by a dictionary.
        var names = Enumerable.Range(0, 100).Select(i => ($"#n{i}", $"name{i}")).ToArray();
        var attributes = Attributes(names, null);
        Projection.Parse(string.Join(", ", names.Skip(1).Select(name => name.Item1)), attributes);
        Assert.Equal("Value provided in ExpressionAttributeNames unused in expressions: keys: {#n0}", Refused.Message(attributes.EnsureAllUsed));
    }

    [Fact]
    public void EnsureAllUsed_SeveralUnused_AreInTheOrderOfAHashSet() =>
        // "#a" hashes to 1182, "#b" to 1183, "#q" to 1198: buckets 14, 15 and 14 of 16, so the order is a, q, b.
        Assert.Equal(
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #q, #b}",
            Refused.Message(Plain.Attributes("""{"#b":"b","#a":"a","#q":"q"}""").EnsureAllUsed));

    [Fact]
    public void EnsureConsistent_LegacyBesideExpression_NamesBoth()
    {
        var attributes = Plain.Attributes();
        Assert.Equal(
            "Can not use both expression and non-expression parameters in the same request: " +
            "Non-expression parameters: {AttributeUpdates, Expected} Expression parameters: {UpdateExpression}",
            Refused.Message(() => ExpressionParameters.EnsureConsistent(
                [new("AttributeUpdates", true), new("Expected", true)],
                [new("UpdateExpression", true), new("ConditionExpression", false)],
                attributes)));
        ExpressionParameters.EnsureConsistent([new("Expected", true)], [new("ConditionExpression", false)], attributes);
    }

    [Fact]
    public void EnsureConsistent_KeyConditions_MayStandBesideOtherExpressions()
    {
        var attributes = Plain.Attributes();
        ExpressionParameters.EnsureConsistent(
            [new("KeyConditions", true)], [new("ProjectionExpression", true), new("KeyConditionExpression", false)], attributes);
        Assert.Equal(
            "Can not use both expression and non-expression parameters in the same request: " +
            "Non-expression parameters: {KeyConditions} Expression parameters: {KeyConditionExpression}",
            Refused.Message(() => ExpressionParameters.EnsureConsistent(
                [new("KeyConditions", true)], [new("ProjectionExpression", false), new("KeyConditionExpression", true)], attributes)));
    }

    [Fact]
    public void EnsureConsistent_PlaceholdersWithoutExpression_AreRefused()
    {
        Assert.Equal(
            "ExpressionAttributeNames can only be specified when using expressions",
            Refused.Message(() => ExpressionParameters.EnsureConsistent([], [new("ConditionExpression", false)], Plain.Attributes("""{"#a":"a",":v":1}"""))));
        Assert.Equal(
            "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null",
            Refused.Message(() => ExpressionParameters.EnsureConsistent([], [new("ConditionExpression", false)], Plain.Attributes("""{":v":1}"""))));
        Assert.Equal(
            "ExpressionAttributeValues can only be specified when using expressions: FilterExpression and KeyConditionExpression are null",
            Refused.Message(() => ExpressionParameters.EnsureConsistent(
                [],
                [new("ProjectionExpression", true), new("FilterExpression", false), new("KeyConditionExpression", false)],
                Plain.Attributes("""{":v":1}"""))));
    }

    private static ExpressionAttributes Attributes((string Placeholder, string Name)[]? names, string[]? values) => new(
        names?.Select(name => KeyValuePair.Create(name.Placeholder, name.Name)).ToArray(),
        values?.Select(value => KeyValuePair.Create(value, AttributeValue.OfBoolean(true))).ToArray());
}
