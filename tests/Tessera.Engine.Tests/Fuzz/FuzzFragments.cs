namespace Tessera.Engine.Tests.Fuzz;

/// <summary>Pieces of JSON that stand at or past a limit, or that are broken.</summary>
internal static class FuzzFragments
{
    private static readonly string[] _numbers =
    [
        "0", "-0", "1", "-1", "1.0", "1E3", "1e+3", "9.9999999999999999999999999999999999999E+125", "9.99E126", "1E126", "1E-130", "1E-131", "-1E-130", "1e999999999999",
        "99999999999999999999999999999999999999", "999999999999999999999999999999999999999", "0.000000000000000000000000000000000000000000000000001", "NaN", "Infinity", "0x1", "",
        " 1", "1 ", "1,5", "--1", "1E", ".", ".5", "5.", "+5", "１", "1e-9999999999999999999999",
    ];

    private static readonly string[] _names =
        ["", "a", "TableName", "Key", "Item", "S", "N", "B", "SS", "M", "L", "NULL", "Fuzz", "Numbers", "#n", ":n", "PK", "é😀", "\0", "__type", "Expression", "ConditionExpression", "UpdateExpression"];

    private static readonly string[] _scalars =
    [
        "null", "true", "false", "0", "-1", "1e400", "-1e-400", "2147483648", "9223372036854775808", "99999999999999999999999999999", "0.5", "\"\"", "\"x\"", "{}", "[]", "[[]]", "[null]", "{\"\":{}}",
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\x\"", "\"\\u12\"", "\"unterminated", "nul", "NaN", "01", "1.", "'a'", "/**/1", "{\"a\":1,\"a\":2}", "{\"a\":1,}", "[1,]", "{a:1}",
    ];

    private static readonly string[] _values =
    [
        """{"S":null}""", """{"S":5}""", """{"S":"a","N":"1"}""", """{"X":"a"}""", "{}", """{"SS":[]}""", """{"SS":["a","a"]}""", """{"SS":[""]}""", """{"SS":[5]}""", """{"NS":["1","1.0"]}""",
        """{"NS":["x"]}""", """{"BS":["AA==","AA=="]}""", """{"BS":[]}""", """{"NULL":false}""", """{"NULL":"true"}""", """{"BOOL":"true"}""", """{"BOOL":null}""", """{"L":{}}""", """{"M":[]}""", """{"M":{"":{"S":""}}}""",
        """{"B":"A"}""", """{"B":"===="}""", """{"B":"%%%%"}""", """{"B":"AAA="}""", """{"B":"AAB="}""", """{"B":"AA"}""", """{"B":5}""", """{"B":""}""", """{"S":""}""", """{"N":""}""", """{"N":5}""", """{"L":[{"S":"a"},null]}""", """{"L":[{}]}""",
    ];

    private static readonly int[] _depths = [8, 31, 32, 33, 64, 100, 3000];
    private static readonly int[] _lengths = [256, 1025, 2049, 70_000];

    public static string Next(Random random) => random.Next(12) switch
    {
        0 or 1 or 2 => Pick(random, _scalars),
        3 or 4 or 5 or 6 => Pick(random, _values),
        7 or 8 => $$"""{"N":"{{Number(random)}}"}""",
        9 => $$"""{"S":"{{new string('x', Pick(random, _lengths))}}"}""",
        10 => $$"""{"{{(random.Next(2) == 0 ? "SS" : "NS")}}":["1","{{Number(random)}}"]}""",
        _ => Nested(random, Pick(random, _depths)),
    };

    public static string Number(Random random) => Pick(random, _numbers);

    public static string Name(Random random) => random.Next(20) == 0 ? new string('n', Pick(random, _lengths)) : Pick(random, _names);

    private static string Nested(Random random, int depth)
    {
        var (open, core, close) = random.Next(6) switch
        {
            0 => ("[", "", "]"),
            1 => ("{\"a\":", "1", "}"),
            2 => ("{\"L\":[", "{\"S\":\"x\"}", "]}"),
            3 => ("{\"M\":{\"a\":", "{\"N\":\"1\"}", "}}"),
            4 => ("[", "", ""),
            _ => ("{\"M\":{\"a\":{\"L\":[", "{\"NULL\":true}", "]}}}"),
        };
        return string.Concat(Enumerable.Repeat(open, depth)) + core + string.Concat(Enumerable.Repeat(close, depth));
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static int Pick(Random random, int[] from) => from[random.Next(from.Length)];
}
