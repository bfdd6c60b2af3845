using Tessera.Engine.Catalog;
using Tessera.Engine.Expressions;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tests.Expressions;

public sealed class KeyConditionTests
{
    private const string Placeholders =
        """{"#p":"pk","#s":"sk",":p":"p",":q":"q",":n":5,":m":7,":l":[1],":b":{"$B":"AQI="},":empty":""}""";

    private static readonly KeySchema _hashOnly = Schema(("pk", KeyType.Hash, AttributeType.S));

    private static readonly KeySchema _hashAndRange = Schema(("pk", KeyType.Hash, AttributeType.S), ("sk", KeyType.Range, AttributeType.N));

    private static readonly KeySchema _textRange = Schema(("pk", KeyType.Hash, AttributeType.S), ("sk", KeyType.Range, AttributeType.S));

    private static readonly KeySchema _several = Schema(
        ("h1", KeyType.Hash, AttributeType.S),
        ("h2", KeyType.Hash, AttributeType.N),
        ("r1", KeyType.Range, AttributeType.S),
        ("r2", KeyType.Range, AttributeType.N),
        ("r3", KeyType.Range, AttributeType.B));

    [Theory]
    [InlineData("pk = :p", "pk=p")]
    [InlineData(":p = #p", "pk=p")]
    [InlineData("(pk = :p)", "pk=p")]
    [InlineData("pk = :p AND sk = :n", "pk=p sk=5")]
    [InlineData("sk = :n AND pk = :p", "pk=p sk=5")]
    [InlineData("((#s = :n) AND (#p = :p))", "pk=p sk=5")]
    [InlineData("pk = :p AND sk < :n", "pk=p sk Less 5")]
    [InlineData("pk = :p AND :n < sk", "pk=p sk Greater 5")]
    [InlineData("pk = :p AND :n <= sk", "pk=p sk GreaterOrEqual 5")]
    [InlineData("pk = :p AND :n >= sk", "pk=p sk LessOrEqual 5")]
    [InlineData("pk = :p AND sk >= :n", "pk=p sk GreaterOrEqual 5")]
    [InlineData("sk between :n and :m and pk = :p", "pk=p sk Between 5 7")]
    public void Resolve_TableWithNumericRange_SelectsPartitionAndRange(string text, string expected) =>
        Assert.Equal(expected, Describe(Parse(text).Resolve(_hashAndRange), _hashAndRange));

    [Theory]
    [InlineData("pk = :p AND begins_with(sk, :q)", "pk=p sk BeginsWith q")]
    [InlineData("pk = :p AND sk BETWEEN :p AND :q", "pk=p sk Between p q")]
    public void Resolve_TableWithTextRange_SelectsPartitionAndRange(string text, string expected) =>
        Assert.Equal(expected, Describe(Parse(text).Resolve(_textRange), _textRange));

    [Theory]
    [InlineData("h1 = :p AND h2 = :n", "h1=p h2=5")]
    [InlineData("r1 = :q AND h2 = :n AND h1 = :p", "h1=p h2=5 r1=q")]
    [InlineData("h1 = :p AND h2 = :n AND begins_with(r1, :q)", "h1=p h2=5 r1 BeginsWith q")]
    [InlineData("h1 = :p AND h2 = :n AND r2 > :m AND r1 = :q", "h1=p h2=5 r1=q r2 Greater 7")]
    [InlineData("h1 = :p AND h2 = :n AND r1 = :q AND r2 = :m AND r3 = :b", "h1=p h2=5 r1=q r2=7 r3=AQI=")]
    [InlineData("h1 = :p AND h2 = :n AND r1 = :q AND r2 = :m AND r3 < :b", "h1=p h2=5 r1=q r2=7 r3 Less AQI=")]
    public void Resolve_SeveralKeyAttributes_TakesThemFromLeftToRight(string text, string expected) =>
        Assert.Equal(expected, Describe(Parse(text).Resolve(_several), _several));

    [Theory]
    [InlineData("pk = :p OR sk = :n", "Invalid operator used in KeyConditionExpression: OR")]
    [InlineData("NOT pk = :p", "Invalid operator used in KeyConditionExpression: NOT")]
    [InlineData("pk IN (:p)", "Invalid operator used in KeyConditionExpression: IN")]
    [InlineData("pk = :p AND sk <> :n", "Invalid operator used in KeyConditionExpression: <>")]
    [InlineData("attribute_exists(pk)", "Invalid operator used in KeyConditionExpression: attribute_exists")]
    [InlineData("attribute_not_exists(pk)", "Invalid operator used in KeyConditionExpression: attribute_not_exists")]
    [InlineData("contains(pk, :p)", "Invalid operator used in KeyConditionExpression: contains")]
    [InlineData("size(pk) = :n", "KeyConditionExpressions cannot contain nested operations")]
    [InlineData("pk = :p AND size(sk) = :n", "KeyConditionExpressions cannot contain nested operations")]
    [InlineData("pk = :p AND pk = :q", "KeyConditionExpressions must only contain one condition per key")]
    [InlineData("pk = :p AND sk > :n AND sk < :m", "KeyConditionExpressions must only contain one condition per key")]
    [InlineData("pk.x = :p", "KeyConditionExpressions cannot have conditions on nested attributes")]
    [InlineData("pk = :p AND sk[0] > :n", "KeyConditionExpressions cannot have conditions on nested attributes")]
    [InlineData("a.d > c", "KeyConditionExpressions cannot have conditions on nested attributes")]
    [InlineData("pk = sk", "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition")]
    [InlineData("pk = :p AND sk BETWEEN a AND :n", "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition")]
    [InlineData(":p = :q", "Invalid condition in KeyConditionExpression: No key attribute specified")]
    [InlineData(":n BETWEEN sk AND :m",
        "Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand")]
    [InlineData("begins_with(:p, sk)",
        "Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand")]
    [InlineData("pk = :undefined",
        "Invalid KeyConditionExpression: An expression attribute value used in expression is not defined; attribute value: :undefined")]
    [InlineData("hash = :p", "Invalid KeyConditionExpression: Attribute name is a reserved keyword; reserved keyword: hash")]
    [InlineData("pk = :p AND dog(sk, :n)", "Invalid KeyConditionExpression: Invalid function name; function: dog")]
    [InlineData("begins_with(sk, :n) AND pk = :p",
        "Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N")]
    [InlineData("((pk = :p))", "Invalid KeyConditionExpression: The expression has redundant parentheses;")]
    public void Parse_Invalid_GivesTheServicesMessage(string text, string message) => Assert.Equal(message, Refused.Message(() => Parse(text)));

    [Theory]
    [InlineData("sk = :n", "Query condition missed key schema element: pk")]
    [InlineData("a = :p", "Query condition missed key schema element: pk")]
    [InlineData("pk = :p AND a < :n", "Query condition missed key schema element: sk")]
    [InlineData("pk = :p AND sk < :n AND a < :n", "Conditions can be of length 1 or 2 only")]
    [InlineData("pk < :p", "Query key condition not supported")]
    [InlineData("begins_with(pk, :p)", "Query key condition not supported")]
    [InlineData("pk BETWEEN :p AND :q AND sk = :n", "Query key condition not supported")]
    [InlineData("pk = :n", "One or more parameter values were invalid: Condition parameter type does not match schema type")]
    [InlineData("pk = :p AND sk = :p", "One or more parameter values were invalid: Condition parameter type does not match schema type")]
    [InlineData("pk = :p AND sk = :l", "One or more parameter values were invalid: Condition parameter type does not match schema type")]
    [InlineData("pk = :empty",
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk")]
    public void Resolve_DoesNotFitTable_GivesTheServicesMessage(string text, string message) =>
        Assert.Equal(message, Refused.Message(() => Parse(text).Resolve(_hashAndRange)));

    [Fact]
    public void Resolve_TableWithoutRange_TakesNoSecondCondition() =>
        Assert.Equal("Query key condition not supported", Refused.Message(() => Parse("pk = :p AND sk = :n").Resolve(_hashOnly)));

    [Theory]
    [InlineData("h1 = :p", "Query condition missed key schema element: h2")]
    [InlineData("h1 = :p AND h2 > :n", "Query key condition not supported")]
    [InlineData("h1 = :p AND h2 = :n AND r2 = :m", "Query condition missed key schema element: r1")]
    [InlineData("h1 = :p AND h2 = :n AND r1 = :q AND r3 = :b", "Query condition missed key schema element: r2")]
    [InlineData("h1 = :p AND h2 = :n AND r1 > :q AND r2 = :m", "Query key condition not supported")]
    [InlineData("h1 = :p AND h2 = :p", "One or more parameter values were invalid: Condition parameter type does not match schema type")]
    public void Resolve_DoesNotFitSeveralKeyAttributes_GivesTheServicesMessage(string text, string message) =>
        Assert.Equal(message, Refused.Message(() => Parse(text).Resolve(_several)));

    private static KeyCondition Parse(string text) => KeyCondition.Parse(text, Plain.Attributes(Placeholders));

    private static KeySchema Schema(params (string Name, KeyType KeyType, AttributeType Type)[] attributes) =>
        new([.. attributes.Select(attribute => new KeyAttribute(attribute.Name, attribute.KeyType, attribute.Type))]);

    internal static string Describe(KeySelection selection, KeySchema schema)
    {
        var parts = selection.PartitionKey.Select((value, i) => $"{schema.HashAttributes[i].Name}={Text(value)}")
            .Concat(selection.SortKeyEquals.Select((value, i) => $"{schema.RangeAttributes[i].Name}={Text(value)}"))
            .ToList();
        if (selection.SortKeyRange is { } range)
        {
            var upper = range.Operator == SortKeyOperator.Between ? $" {Text(range.Upper)}" : "";
            parts.Add($"{schema.RangeAttributes[selection.SortKeyEquals.Count].Name} {range.Operator} {Text(range.Value)}{upper}");
        }

        return string.Join(' ', parts);
    }

    private static string Text(AttributeValue value) => System.Text.Encoding.UTF8.GetString(value.Content);
}
