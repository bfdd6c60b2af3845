using Tessera.Engine.Expressions;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tests.Expressions;

public sealed class ProjectionTests
{
    private const string TheItem = """
        {"p":"key","a":{"b":[2,4,{"x":"hi","y":"yo"}],"c":5},"b":"hello","a.b":"dot","l":[[1,2],[3,4],[5,6]],"s":{"$SS":["x"]},"\u0001":1,"\u00E9":2}
        """;

    [Theory]
    [InlineData("a", """{"a":{"b":[2,4,{"x":"hi","y":"yo"}],"c":5}}""")]
    [InlineData(" p  ,   b  ", """{"p":"key","b":"hello"}""")]
    [InlineData("b, zzz, p", """{"p":"key","b":"hello"}""")]
    [InlineData("a.b", """{"a":{"b":[2,4,{"x":"hi","y":"yo"}]}}""")]
    [InlineData("#dotted", """{"a.b":"dot"}""")]
    [InlineData("#control, #wide, p", """{"\u0001":1,"\u00E9":2,"p":"key"}""")]
    [InlineData("a.b[0]", """{"a":{"b":[2]}}""")]
    [InlineData("a.b[2].y", """{"a":{"b":[{"y":"yo"}]}}""")]
    [InlineData("a.b[1],a.b[0]", """{"a":{"b":[2,4]}}""")]
    [InlineData("a.b[2].x, a.b[0]", """{"a":{"b":[2,{"x":"hi"}]}}""")]
    [InlineData("l[2][1], l[0][0]", """{"l":[[1],[6]]}""")]
    [InlineData("l[2][7], l[0][0]", """{"l":[[1]]}""")]
    [InlineData("a.b[0],a.c", """{"a":{"b":[2],"c":5}}""")]
    [InlineData("a.x, a.b[0], x, a.b[3].x", """{"a":{"b":[2]}}""")]
    [InlineData("x", "{}")]
    [InlineData("a.b[3]", "{}")]
    [InlineData("a.x.y", "{}")]
    [InlineData("a.b.x", "{}")]
    [InlineData("a[0]", "{}")]
    [InlineData("a.b[0].x", "{}")]
    [InlineData("b[0]", "{}")]
    [InlineData("s[0]", "{}")]
    public void Apply_ToItem_KeepsItsStructure(string text, string expected)
    {
        var names = text.Contains('#', StringComparison.Ordinal) ? """{"#dotted":"a.b","#control":"\u0001","#wide":"\u00E9"}""" : "";
        Assert.Equal(Plain.Item(expected), Projection.Parse(text, Plain.Attributes(names)).Apply(Plain.Item(TheItem)));
    }

    [Theory]
    [InlineData("abort", "Attribute name is a reserved keyword; reserved keyword: abort")]
    [InlineData("#a, a, status", "Attribute name is a reserved keyword; reserved keyword: status")]
    [InlineData("#a, a.#undefined", "An expression attribute name used in the document path is not defined; attribute name: #undefined")]
    [InlineData("a, a", "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]")]
    [InlineData("b, #a, a", "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]")]
    [InlineData("a.b[0], a", "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b, [0]], path two: [a]")]
    [InlineData("a.b, a.b[2].c",
        "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, b, [2], c]")]
    [InlineData("a.b, a[1]", "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [1]]")]
    [InlineData("a.b, a[1], c, c", "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [c], path two: [c]")]
    public void Parse_Invalid_GivesTheServicesMessage(string text, string message) =>
        Assert.Equal($"Invalid ProjectionExpression: {message}", Refused.Message(() => Projection.Parse(text, Plain.Attributes("""{"#a":"a"}"""))));

    [Fact]
    public void Parse_PathOf33Levels_IsRefused() =>
        Assert.Equal(
            "Invalid ProjectionExpression: The document path has too many nesting levels; nesting levels: 33",
            Refused.Message(() => Projection.Parse("a" + string.Concat(Enumerable.Repeat("[0]", 32)), Plain.Attributes())));

    [Fact]
    public void Apply_ToMissingItem_IsEmpty() => Assert.Equal(Plain.Item("{}"), Projection.Parse("a.b, c", Plain.Attributes()).Apply(default));

    [Fact]
    public void Apply_Result_CarriesItsOwnSize()
    {
        var projected = Projection.Parse("b, a.c", Plain.Attributes()).Apply(Plain.Item(TheItem));
        Assert.Equal(Plain.Item("""{"a":{"c":5},"b":"hello"}""").Size, projected.Size);
    }

    [Fact]
    public void FromAttributesToGet_Names_AreTopLevelWhateverTheyContain()
    {
        var projection = Projection.FromAttributesToGet(["a.b", "p", "nope"]);
        Assert.Equal(Plain.Item("""{"a.b":"dot","p":"key"}"""), projection.Apply(Plain.Item(TheItem)));
        Assert.Equal(["a.b", "p", "nope"], projection.AttributeNames);
    }

    [Fact]
    public void FromAttributesToGet_Duplicates_AreRefused() =>
        Assert.Equal(
            "One or more parameter values were invalid: Duplicate value in attribute name: a",
            Refused.Message(() => Projection.FromAttributesToGet(["a", "b", "a"])));

    [Fact]
    public void EnsureKeysAreScalars_PathIntoKey_NamesTheKey() =>
        Assert.Equal(
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
            Refused.Message(() => Projection.Parse("a, pk.b", Plain.Attributes()).EnsureKeysAreScalars(["pk"])));
}
