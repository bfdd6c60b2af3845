using System.Text;

namespace Tessera.Lambda.Tests.EventSources;

/// <summary>The pattern syntax, rule by rule: pattern, record, whether it matches.</summary>
public sealed class FilterPatternTests
{
    /// <summary>A record with all kinds of values.</summary>
    private const string Record = """
        {"eventName":"INSERT","count":300,"zero":0,"flag":true,"nothing":null,"empty":"","tags":["red","green"],"none":[],
         "dynamodb":{"Keys":{"PK":{"S":"USER#1"}},"NewImage":{"Total":{"N":"12"},"Name":{"S":"Ad\u0061 L"},"Lines":{"L":[{"S":"a"},{"M":{"Sku":{"S":"x"}}}]}}}}
        """;

    [Theory]
    // Literals: exact, by type; numbers by their text.
    [InlineData("""{"eventName":["INSERT"]}""", true)]
    [InlineData("""{"eventName":["insert"]}""", false)]
    [InlineData("""{"eventName":["MODIFY","INSERT"]}""", true)]
    [InlineData("""{"eventName":["INSERT"],"count":[1]}""", false)]
    [InlineData("""{"count":[300]}""", true)]
    [InlineData("""{"count":[300.0]}""", false)]
    [InlineData("""{"count":[3.0e2]}""", false)]
    [InlineData("""{"count":["300"]}""", false)]
    [InlineData("""{"flag":[true]}""", true)]
    [InlineData("""{"flag":[false]}""", false)]
    [InlineData("""{"nothing":[null]}""", true)]
    [InlineData("""{"eventName":[null]}""", false)]
    [InlineData("""{"missing":[null]}""", false)]
    [InlineData("""{"empty":[""]}""", true)]
    [InlineData("""{"nothing":[""]}""", false)]
    // Paths, and DynamoDB's typed values.
    [InlineData("""{"dynamodb":{"Keys":{"PK":{"S":["USER#1"]}}}}""", true)]
    [InlineData("""{"dynamodb":{"NewImage":{"Name":{"S":["Ada L"]}}}}""", true)]
    [InlineData("""{"dynamodb":{"NewImage":{"Total":{"N":["12"]}}}}""", true)]
    [InlineData("""{"dynamodb":{"NewImage":{"Total":{"N":[12]}}}}""", false)]
    [InlineData("""{"dynamodb":{"NewImage":{"Total":{"N":[{"numeric":["=",12]}]}}}}""", false)]
    [InlineData("""{"dynamodb":{"OldImage":{"Total":{"N":["12"]}}}}""", false)]
    [InlineData("""{"eventName":{"S":["INSERT"]}}""", false)]
    // Of two fields with one name the last counts.
    [InlineData("""{"eventName":["MODIFY"],"eventName":["INSERT"]}""", true)]
    [InlineData("""{"eventName":["INSERT"],"eventName":["MODIFY"]}""", false)]
    // Text.
    [InlineData("""{"eventName":[{"prefix":"INS"}]}""", true)]
    [InlineData("""{"eventName":[{"prefix":"ins"}]}""", false)]
    [InlineData("""{"dynamodb":{"NewImage":{"Name":{"S":[{"prefix":"Ada"}]}}}}""", true)]
    [InlineData("""{"count":[{"prefix":"3"}]}""", false)]
    [InlineData("""{"eventName":[{"suffix":"ERT"}]}""", true)]
    [InlineData("""{"eventName":[{"suffix":"INS"}]}""", false)]
    [InlineData("""{"eventName":[{"equals-ignore-case":"insert"}]}""", true)]
    [InlineData("""{"eventName":[{"equals-ignore-case":"inserts"}]}""", false)]
    // Anything but.
    [InlineData("""{"eventName":[{"anything-but":["REMOVE","MODIFY"]}]}""", true)]
    [InlineData("""{"eventName":[{"anything-but":["REMOVE","INSERT"]}]}""", false)]
    [InlineData("""{"eventName":[{"anything-but":"INSERT"}]}""", false)]
    [InlineData("""{"count":[{"anything-but":[300]}]}""", false)]
    [InlineData("""{"count":[{"anything-but":["300"]}]}""", true)]
    [InlineData("""{"eventName":[{"anything-but":{"prefix":"INS"}}]}""", false)]
    [InlineData("""{"eventName":[{"anything-but":{"suffix":"INS"}}]}""", true)]
    [InlineData("""{"missing":[{"anything-but":["x"]}]}""", false)]
    // Numbers.
    [InlineData("""{"count":[{"numeric":["=",3e2]}]}""", true)]
    [InlineData("""{"count":[{"numeric":[">",300]}]}""", false)]
    [InlineData("""{"count":[{"numeric":[">=",300]}]}""", true)]
    [InlineData("""{"count":[{"numeric":["<",300]}]}""", false)]
    [InlineData("""{"count":[{"numeric":["<=",300]}]}""", true)]
    [InlineData("""{"count":[{"numeric":[">",299.5,"<=",300]}]}""", true)]
    [InlineData("""{"count":[{"numeric":[">",100,"<",300]}]}""", false)]
    [InlineData("""{"eventName":[{"numeric":[">",0]}]}""", false)]
    // Exists: leaves alone.
    [InlineData("""{"count":[{"exists":true}]}""", true)]
    [InlineData("""{"nothing":[{"exists":true}]}""", true)]
    [InlineData("""{"missing":[{"exists":true}]}""", false)]
    [InlineData("""{"missing":[{"exists":false}]}""", true)]
    [InlineData("""{"count":[{"exists":false}]}""", false)]
    [InlineData("""{"missing":{"deeper":[{"exists":false}]}}""", true)]
    [InlineData("""{"dynamodb":{"NewImage":[{"exists":true}]}}""", false)]
    [InlineData("""{"dynamodb":{"NewImage":[{"exists":false}]}}""", true)]
    [InlineData("""{"missing":[{"exists":false},"x"]}""", true)]
    // Arrays: one element is enough.
    [InlineData("""{"tags":["green"]}""", true)]
    [InlineData("""{"tags":["blue"]}""", false)]
    [InlineData("""{"tags":[{"exists":true}]}""", true)]
    [InlineData("""{"none":[{"exists":false}]}""", true)]
    [InlineData("""{"dynamodb":{"NewImage":{"Lines":{"L":{"M":{"Sku":{"S":["x"]}}}}}}}""", true)]
    [InlineData("""{"dynamodb":{"NewImage":{"Lines":{"L":{"M":{"Sku":{"S":["y"]}}}}}}}""", false)]
    // Alternatives.
    [InlineData("""{"$or":[{"eventName":["REMOVE"]},{"count":[300]}]}""", true)]
    [InlineData("""{"$or":[{"eventName":["REMOVE"]},{"count":[1]}]}""", false)]
    [InlineData("""{"$or":[{"eventName":["INSERT"]},{"count":[1]}],"flag":[false]}""", false)]
    [InlineData("""{"dynamodb":{"NewImage":{"$or":[{"Total":{"N":["1"]}},{"Name":{"S":[{"prefix":"Ada"}]}}]}}}""", true)]
    [InlineData("""{"missing":{"$or":[{"a":["x"]},{"b":[{"exists":false}]}]}}""", true)]
    public void Matches_Record_AsTheServiceDoes(string pattern, bool expected) =>
        Assert.Equal(expected, FilterPattern.Parse(pattern).Matches(Encoding.UTF8.GetBytes(Record)));

    [Theory]
    [InlineData("", "A filter pattern must be valid JSON: ")]
    [InlineData("{", "A filter pattern must be valid JSON: ")]
    [InlineData("[]", "A filter pattern must be a JSON object; this one is an array.")]
    [InlineData("\"x\"", "A filter pattern must be a JSON object; this one is \"x\".")]
    [InlineData("{}", "Filter pattern, at '$': an object must name at least one field.")]
    [InlineData("""{"a":{"b":{}}}""", "Filter pattern, at 'a.b': an object must name at least one field.")]
    [InlineData("""{"a":[]}""", "Filter pattern, at 'a': the array has no rules.")]
    [InlineData("""{"a":{"b":"x"}}""", "Filter pattern, at 'a.b': \"x\" stands where an object or an array of rules is expected; write [\"x\"].")]
    [InlineData("""{"a":[["x"]]}""", "Filter pattern, at 'a': an array stands inside the array of rules.")]
    [InlineData("""{"a":[{}]}""", "Filter pattern, at 'a': a rule object must have one operator, and this one has 0.")]
    [InlineData("""{"a":[{"prefix":"x","suffix":"y"}]}""", "Filter pattern, at 'a': a rule object must have one operator, and this one has 2.")]
    [InlineData("""{"a":[{"prefix":1}]}""", "Filter pattern, at 'a': 'prefix' needs a string, and has 1.")]
    [InlineData("""{"a":[{"cidr":"10.0.0.0/8"}]}""",
        "Filter pattern, at 'a': 'cidr' is not an operator; there are prefix, suffix, equals-ignore-case, anything-but, numeric and exists.")]
    [InlineData("""{"a":[{"exists":"yes"}]}""", "Filter pattern, at 'a': 'exists' needs true or false, and has \"yes\".")]
    [InlineData("""{"a":[{"anything-but":[]}]}""", "Filter pattern, at 'a': 'anything-but' has no values.")]
    [InlineData("""{"a":[{"anything-but":[true]}]}""",
        "Filter pattern, at 'a': 'anything-but' needs strings, numbers, or a prefix, suffix or equals-ignore-case, and has true.")]
    [InlineData("""{"a":[{"numeric":[">"]}]}""",
        "Filter pattern, at 'a': 'numeric' needs an operator and a number, or a lower and an upper bound: [\">\", 10, \"<=\", 20].")]
    [InlineData("""{"a":[{"numeric":["!=",1]}]}""", "Filter pattern, at 'a': \"!=\" is not an operator of 'numeric'; there are =, <, <=, > and >=.")]
    [InlineData("""{"a":[{"numeric":["=","1"]}]}""", "Filter pattern, at 'a': 'numeric' compares with a number, and has \"1\".")]
    [InlineData("""{"a":[{"numeric":["<",1,">",2]}]}""",
        "Filter pattern, at 'a': 'numeric' with two comparisons needs > or >= first and < or <= second, and has < and >.")]
    [InlineData("""{"a":[{"numeric":[">",2,"<",2]}]}""", "Filter pattern, at 'a': 'numeric' has a lower bound of 2 that is not below the upper bound of 2.")]
    [InlineData("""{"a":{"$or":[{"b":["x"]}]}}""", "Filter pattern, at 'a.$or': '$or' needs an array of at least two objects.")]
    public void Parse_WrongPattern_SaysWhereAndWhy(string pattern, string message) =>
        Assert.StartsWith(message, Assert.Throws<FormatException>(() => FilterPattern.Parse(pattern)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_PatternThatIsTooLong_IsRefused() =>
        Assert.Equal(
            "A filter pattern has at most 4096 characters; this one has 5008.",
            Assert.Throws<FormatException>(() => FilterPattern.Parse($"{{\"a\":[\"{new string('x', 5000)}\"]}}"[..^2])).Message);
}
