using System.Text;

namespace Tessera.Engine.Tests.Fuzz;

/// <summary>Requests nested far past every limit, each in one way: on these the local engines of others overflow their stack or spin.</summary>
public sealed class DepthTests
{
    private const string Update = """{"TableName":"Fuzz","Key":{"PK":{"S":"a"},"SK":{"S":"1"}},""";
    private const string Values = ""","ExpressionAttributeValues":{":n":{"N":"1"}}}""";

    public static TheoryData<string, int> Cases => new(
        from name in Bodies.Keys
        from depth in new[] { 33, 1_000, 20_000, 300_000 }
        where depth <= 20_000 || !name.StartsWith("Expression", StringComparison.Ordinal)
        select (name, depth));

    private static Dictionary<string, (string Operation, Func<int, string> Body)> Bodies { get; } = new()
    {
        ["Expression: parentheses"] = ("UpdateItem", depth => Condition(Repeat("(", depth) + "n = :n" + Repeat(")", depth))),
        ["Expression: parentheses that stay open"] = ("UpdateItem", depth => Condition(Repeat("(", depth))),
        ["Expression: NOT"] = ("UpdateItem", depth => Condition(Repeat("NOT ", depth) + "n = :n")),
        ["Expression: AND"] = ("UpdateItem", depth => Condition(Repeat("n = :n AND ", depth) + "n = :n")),
        ["Expression: OR in parentheses"] = ("UpdateItem", depth => Condition(Repeat("(n = :n OR ", depth) + "n = :n" + Repeat(")", depth))),
        ["Expression: IN"] = ("UpdateItem", depth => Condition("n IN (" + Repeat(":n,", depth) + ":n)")),
        ["Expression: functions"] = ("UpdateItem", depth => Condition(Repeat("size(", depth) + "n" + Repeat(")", depth) + " = :n")),
        ["Expression: path"] = ("UpdateItem", depth => Condition("attribute_exists(n" + Repeat(".n", depth) + ")")),
        ["Expression: indexes"] = ("UpdateItem", depth => Condition("attribute_exists(n" + Repeat("[0]", depth) + ")")),
        ["Expression: if_not_exists"] =
            ("UpdateItem", depth => $$"""{{Update}}"UpdateExpression":"SET n = {{Repeat("if_not_exists(n, ", depth)}}:n{{Repeat(")", depth)}}"{{Values}}"""),
        ["Expression: sums"] = ("UpdateItem", depth => $$"""{{Update}}"UpdateExpression":"SET n = {{Repeat("n + ", depth)}}:n"{{Values}}"""),
        ["Expression: projection"] =
            ("GetItem", depth => $$"""{{Update}}"ProjectionExpression":"n{{Repeat(".n[1]", depth)}}"}"""),
        ["Document: lists"] = ("PutItem", depth => Put(Repeat("{\"L\":[", depth) + "{\"S\":\"x\"}" + Repeat("]}", depth))),
        ["Document: maps"] = ("PutItem", depth => Put(Repeat("{\"M\":{\"a\":", depth) + "{\"S\":\"x\"}" + Repeat("}}", depth))),
        ["Document: maps that stay open"] = ("PutItem", depth => Put(Repeat("{\"M\":{\"a\":", depth))),
        ["JSON: arrays"] = ("PutItem", depth => Repeat("[", depth) + Repeat("]", depth)),
        ["JSON: arrays that stay open"] = ("PutItem", depth => Repeat("[", depth)),
        ["JSON: objects in an unknown member"] = ("ListTables", depth => "{\"Unknown\":" + Repeat("{\"a\":", depth) + "1" + Repeat("}", depth) + "}"),
        ["JSON: arrays where a string stands"] = ("GetItem", depth => "{\"TableName\":" + Repeat("[", depth) + Repeat("]", depth) + "}"),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Request_NestedPastEveryLimit_IsAnswered(string name, int depth)
    {
        var (operation, body) = Bodies[name];
        var request = FuzzRequest.Of(operation, body(depth));
        string? offence = null;
        var thread = new SmallStackThread { Current = request };
        thread.Start(() =>
        {
            using var engine = new FuzzEngine();
            offence = engine.Send(request);
        });
        thread.Join();
        Assert.Null(offence);
    }

    private static string Condition(string expression) =>
        $$"""{{Update}}"UpdateExpression":"SET a = :n","ConditionExpression":"{{expression}}"{{Values}}""";

    private static string Put(string value) => $$$"""{"TableName":"Fuzz","Item":{"PK":{"S":"a"},"SK":{"S":"1"},"deep":{{{value}}}}}""";

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
