using Tessera.Engine.Expressions;

namespace Tessera.Engine.Tests.Expressions;

public sealed class ConditionValidationTests
{
    [Theory]
    // Parentheses, then functions, then names, then what each test says for itself.
    [InlineData("((a = :s))", "The expression has redundant parentheses;")]
    [InlineData("((attribute_not_exists(pk)))", "The expression has redundant parentheses;")]
    [InlineData("((a)) = :s", "The expression has redundant parentheses;")]
    [InlineData("a = ((:s))", "The expression has redundant parentheses;")]
    [InlineData("a IN (((:s)))", "The expression has redundant parentheses;")]
    [InlineData("((a = :s) AND ((b = :s)))", "The expression has redundant parentheses;")]
    [InlineData("foo(a) AND ((size(b)))", "The expression has redundant parentheses;")]
    [InlineData("abort = :s AND foo(size)", "Invalid function name; function: foo")]
    [InlineData("ATTRIBUTE_EXISTS(a)", "Invalid function name; function: ATTRIBUTE_EXISTS")]
    [InlineData("foo(bar(a))", "Invalid function name; function: bar")]
    [InlineData("if_not_exists(a, :s) = :s", "The function is not allowed in a condition expression; function: if_not_exists")]
    [InlineData("size(a)", "The function is not allowed to be used this way in an expression; function: size")]
    [InlineData("NOT size(a)", "The function is not allowed to be used this way in an expression; function: size")]
    [InlineData("begins_with(a, :s) = :s", "The function is not allowed to be used this way in an expression; function: begins_with")]
    [InlineData("size(contains(a, :s)) = :n", "The function is not allowed to be used this way in an expression; function: contains")]
    [InlineData("abort = :s AND size(a)", "The function is not allowed to be used this way in an expression; function: size")]
    [InlineData("#undefined = :s AND abOrt = :s", "Attribute name is a reserved keyword; reserved keyword: abOrt")]
    [InlineData("a.b.status = :s", "Attribute name is a reserved keyword; reserved keyword: status")]
    [InlineData("size(name) > :n", "Attribute name is a reserved keyword; reserved keyword: name")]
    [InlineData("a[99999999999] = :s", "List index is not within the allowable range; index: [99999999999]")]
    [InlineData("#undefined = :s", "An expression attribute name used in the document path is not defined; attribute name: #undefined")]
    [InlineData("a.#undefined = :undefined", "An expression attribute name used in the document path is not defined; attribute name: #undefined")]
    [InlineData("a = :undefined", "An expression attribute value used in expression is not defined; attribute value: :undefined")]
    [InlineData("size(a, b) = :undefined", "An expression attribute value used in expression is not defined; attribute value: :undefined")]
    // Operands.
    [InlineData("attribute_exists(a, b)",
        "Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2")]
    [InlineData("begins_with(a)", "Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1")]
    [InlineData("size(a, b) > :n", "Incorrect number of operands for operator or function; operator or function: size, number of operands: 2")]
    [InlineData("attribute_exists(:s)", "Operator or function requires a document path; operator or function: attribute_exists")]
    [InlineData("attribute_not_exists(size(a))", "Operator or function requires a document path; operator or function: attribute_not_exists")]
    [InlineData("attribute_type(:s, :s)", "Operator or function requires a document path; operator or function: attribute_type")]
    [InlineData("attribute_type(a, :n)", "Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N")]
    [InlineData("attribute_type(a, b)",
        "Incorrect operand type for operator or function; operator or function: attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}")]
    [InlineData("attribute_type(a, :s)", "Invalid attribute type name found; type: text, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}")]
    [InlineData("begins_with(a, :n)", "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N")]
    [InlineData("begins_with(:l, a)", "Incorrect operand type for operator or function; operator or function: begins_with, operand type: L")]
    [InlineData("begins_with(a, size(b))", "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N")]
    [InlineData("size(:n) > :n", "Incorrect operand type for operator or function; operator or function: size, operand type: N")]
    [InlineData("size(:true) > :n", "Incorrect operand type for operator or function; operator or function: size, operand type: BOOL")]
    [InlineData("size(size(a)) > :n", "Incorrect operand type for operator or function; operator or function: size, operand type: N")]
    [InlineData("a < :l", "Incorrect operand type for operator or function; operator or function: <, operand type: L")]
    [InlineData(":true >= a", "Incorrect operand type for operator or function; operator or function: >=, operand type: BOOL")]
    [InlineData("a BETWEEN :l AND :l", "Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: L")]
    [InlineData("a BETWEEN :n AND :s",
        "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:5}, " +
        "upper bound operand: AttributeValue: {S:text}")]
    [InlineData("a BETWEEN :n AND :n2",
        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:5}, " +
        "upper bound operand: AttributeValue: {N:2}")]
    [InlineData("a = a", "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]")]
    [InlineData("a.b[1] <> a.#b[1]",
        "The first operand must be distinct from the remaining operands for this operator or function; operator: <>, first operand: [a, b, [1]]")]
    [InlineData("contains(#b, b)",
        "The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [b]")]
    [InlineData("a BETWEEN :n AND a",
        "The first operand must be distinct from the remaining operands for this operator or function; operator: BETWEEN, first operand: [a]")]
    [InlineData("a IN (:s, a)",
        "The first operand must be distinct from the remaining operands for this operator or function; operator: IN, first operand: [a]")]
    public void Parse_Invalid_GivesTheServicesMessage(string text, string message)
    {
        const string Placeholders = """{"#b":"b",":s":"text",":n":5,":n2":2,":l":[1],":true":true}""";
        foreach (var kind in new[] { ExpressionKind.Condition, ExpressionKind.Filter })
            Assert.Equal($"Invalid {kind}Expression: {message}", Refused.Message(() => Condition.Parse(kind, text, Plain.Attributes(Placeholders))));
    }

    [Theory]
    [InlineData("(a = :s)")]
    [InlineData("((a = :s) AND (b = :s))")]
    [InlineData("(a) = (:s)")]
    [InlineData("(size(a)) > (:n)")]
    [InlineData("(attribute_exists(a))")]
    [InlineData("NOT (NOT (a = :s))")]
    [InlineData("NOT NOT a = :s")]
    [InlineData("a = :l AND :true = b OR a <> :l")]
    [InlineData("a BETWEEN b AND :n and B between :n And :n")]
    [InlineData("a in (:s, b, size(c)) or not contains(:l, a)")]
    [InlineData("contains(a, size(b))")]
    [InlineData("a\t=\r\n:s")]
    [InlineData("a=:s")]
    [InlineData("orders.andy[0].deep = :s")]
    public void Parse_Valid_IsAccepted(string text) =>
        Condition.Parse(ExpressionKind.Condition, text, Plain.Attributes("""{":s":"text",":n":5,":l":[1],":true":true}"""));

    [Fact]
    public void Parse_300Operators_IsAcceptedAnd301Refused()
    {
        // Each test is one operator, each OR another.
        string Expression(int tests) => string.Join(" OR ", Enumerable.Repeat("a=:v", tests));
        Condition.Parse(ExpressionKind.Filter, Expression(150), Plain.Attributes("""{":v":1}"""));
        Assert.Equal(
            "Invalid FilterExpression: The expression contains too many operators; operator count: 301",
            Refused.Message(() => Condition.Parse(ExpressionKind.Filter, Expression(151), Plain.Attributes("""{":v":1}"""))));
    }

    [Fact]
    public void Parse_100InOperands_IsAcceptedAnd101Refused()
    {
        string Expression(int operands) => $"a IN ({string.Join(",", Enumerable.Repeat(":v", operands))})";
        Condition.Parse(ExpressionKind.Filter, Expression(100), Plain.Attributes("""{":v":1}"""));
        Assert.Equal(
            "Invalid FilterExpression: The IN operator is provided with too many operands; number of operands: 101",
            Refused.Message(() => Condition.Parse(ExpressionKind.Filter, Expression(101), Plain.Attributes("""{":v":1}"""))));
    }

    [Fact]
    public void Parse_PathOf32Levels_IsAcceptedAnd33Refused()
    {
        string Expression(int levels) => string.Join(".", Enumerable.Repeat("a", levels)) + " = :v";
        Condition.Parse(ExpressionKind.Filter, Expression(32), Plain.Attributes("""{":v":1}"""));
        Assert.Equal(
            "Invalid FilterExpression: The document path has too many nesting levels; nesting levels: 33",
            Refused.Message(() => Condition.Parse(ExpressionKind.Filter, Expression(33), Plain.Attributes("""{":v":1}"""))));
    }

    [Fact]
    public void EnsureNoKeyAttributes_FilterOnKey_NamesTheKey()
    {
        var filter = Condition.Parse(ExpressionKind.Filter, "a = :v OR size(sk) > :v", Plain.Attributes("""{":v":1}"""));
        filter.EnsureNoKeyAttributes(["pk"]);
        Assert.Equal(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
            Refused.Message(() => filter.EnsureNoKeyAttributes(["pk", "sk"])));
    }

    [Fact]
    public void EnsureKeysAreScalars_PathIntoKey_NamesTheKey()
    {
        var condition = Condition.Parse(ExpressionKind.Condition, "pk = :v AND NOT attribute_exists(sk[0])", Plain.Attributes("""{":v":1}"""));
        condition.EnsureKeysAreScalars(["pk"]);
        Assert.Equal(
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: sk",
            Refused.Message(() => condition.EnsureKeysAreScalars(["pk", "sk"])));
    }

    [Fact]
    public void ReservedWords_Count_IsThePublishedOne() => Assert.Equal(573, ReservedWords.Count);
}
