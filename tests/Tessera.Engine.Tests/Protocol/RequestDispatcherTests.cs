using System.Text;
using Tessera.Engine.Protocol;
using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Protocol;

public sealed class RequestDispatcherTests : IDisposable
{
    private const string Coral = "com.amazon.coral.service#";

    private readonly EngineUnderTest _engine = new();

    private static EngineRequest ListTables => EngineUnderTest.Request("ListTables", "{}");

    [Fact]
    public void Get_Any_IsHealthy()
    {
        var answer = _engine.Send(new EngineRequest { Method = "GET" });
        Assert.Equal((200, "healthy: dynamodb.us-east-1.amazonaws.com "), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("PUT", "application/x-amz-json-1.0")]
    [InlineData("OPTIONS", "application/x-amz-json-1.0")]
    [InlineData("POST", null)]
    [InlineData("POST", "text/plain")]
    [InlineData("POST", "application/x-amz-json-1.1")]
    [InlineData("POST", "application/jsonasdf")]
    public void Request_OutsideTheProtocol_IsNotFound(string method, string? contentType)
    {
        var answer = _engine.Send(ListTables with { Method = method, ContentType = contentType });
        Assert.Equal((404, "<UnknownOperationException/>\n"), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("application/json", "application/json")]
    [InlineData("  application/json ; charset=utf-8", "application/json")]
    [InlineData("application/x-amz-json-1.0", "application/x-amz-json-1.0")]
    [InlineData("application/x-amz-json-1.0;blah", "application/x-amz-json-1.0")]
    public void Request_OfEitherJsonType_IsAnsweredInIt(string contentType, string expected)
    {
        var answer = _engine.Send(ListTables with { ContentType = contentType });
        Assert.Equal((200, expected, """{"TableNames":[]}"""), (answer.Status, answer.ContentType, answer.Body));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("whatever")]
    [InlineData("DynamoDB_20120810.ListTable")]
    [InlineData("DynamoDB_20111205.ListTables")]
    [InlineData("DynamoDB_20120810.")]
    public void Target_Unknown_IsUnknownOperation(string? target)
    {
        var answer = _engine.Send(ListTables with { Target = target });
        Assert.Equal((400, $$"""{"__type":"{{Coral}}UnknownOperationException"}"""), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("hi")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{\"Limit\":}")]
    [InlineData("{\"Limit\":1,}")]
    [InlineData("{\"ExclusiveStartTableName\":\"\\ud800\"}")]
    public void Body_NotJson_IsSerializationErrorWithoutMessage(string body)
    {
        var answer = _engine.Call("ListTables", body);
        Assert.Equal((400, $$"""{"__type":"{{Coral}}SerializationException"}"""), (answer.Status, answer.Body));
    }

    [Fact]
    public void Body_NotJson_IsFoundBeforeAnythingElse()
    {
        Assert.Equal("SerializationException", _engine.Send(ListTables with { Body = Bytes("hi"), Target = null }).Error);
        Assert.Equal("SerializationException", _engine.Send(ListTables with { Body = Bytes("hi"), Authorization = null }).Error);
        Assert.Null(_engine.Call("ListTables", """{"Limit":"x"]""").Message);
    }

    [Fact]
    public void Body_EmptyOrNotUtf8_IsSerializationError()
    {
        Assert.Equal("SerializationException", _engine.Send(ListTables with { Body = default }).Error);
        Assert.Equal("SerializationException", _engine.Send(ListTables with { Body = new byte[] { (byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"' } }).Error);
    }

    [Fact]
    public void Body_OverSixteenMegabytes_IsTooLarge()
    {
        Assert.Equal(413, _engine.Send(ListTables with { Body = new byte[(16 * 1024 * 1024) + 1] }).Status);
        Assert.Equal(400, _engine.Send(ListTables with { Body = new byte[16 * 1024 * 1024] }).Status);
    }

    [Fact]
    public void Body_NestedThousandsDeep_IsAnswered()
    {
        var deep = "{\"x\":" + new string('[', 100_000) + new string(']', 100_000) + "}";
        Assert.Equal("SerializationException", _engine.Call("ListTables", deep).Error);
        var nested = "{\"x\":" + new string('[', 1_000) + new string(']', 1_000) + "}";
        _engine.Call("ListTables", nested).ShouldSucceed();
    }

    [Theory]
    [InlineData("[]", "Unrecognized collection type class java.lang.Integer")]
    [InlineData("{}", "Start of structure or map found where not expected")]
    [InlineData("\"1\"", "STRING_VALUE cannot be converted to Integer")]
    [InlineData("true", "TRUE_VALUE cannot be converted to Integer")]
    [InlineData("false", "FALSE_VALUE cannot be converted to Integer")]
    public void Integer_OfAnotherType_IsSerializationError(string value, string message) =>
        _engine.Call("ListTables", $$"""{"Limit":{{value}}}""").ShouldFail("SerializationException", message);

    [Theory]
    [InlineData("true", "TRUE_VALUE cannot be converted to String")]
    [InlineData("23", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("34.56", "DECIMAL_VALUE cannot be converted to String")]
    [InlineData("[]", "Unrecognized collection type class java.lang.String")]
    [InlineData("{}", "Start of structure or map found where not expected")]
    public void String_OfAnotherType_IsSerializationError(string value, string message) =>
        _engine.Call("ListTables", $$"""{"ExclusiveStartTableName":{{value}}}""").ShouldFail("SerializationException", message);

    [Fact]
    public void Members_UnknownNullOrRepeated_AreTaken()
    {
        _engine.Call("ListTables", """{"Limit":null,"hi":[{"a":1}],"ExclusiveStartTableName":null}""").ShouldSucceed();
        _engine.Call("ListTables", """{"Limit":1000,"Limit":100}""").ShouldSucceed();
        _engine.Call("ListTables", """{"Li\u006dit":1000}""").ShouldFail(
            "ValidationException",
            "1 validation error detected: Value '1000' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("AWS4")]
    [InlineData("Bearer x")]
    public void Authorization_MissingOrOfAnotherKind_IsMissingToken(string? authorization) =>
        _engine.Send(ListTables with { Authorization = authorization })
            .ShouldFail("MissingAuthenticationTokenException", "Request is missing Authentication Token");

    [Theory]
    [InlineData(
        "AWS4-",
        "",
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. "
        + "Authorization header requires 'SignedHeaders' parameter. "
        + "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-")]
    [InlineData("AWS4- Signature=b Credential=a", "a", "Authorization header requires 'SignedHeaders' parameter. Authorization=AWS4- Signature=b Credential=a")]
    [InlineData("AWS4- Signature=b, Credential=a", "a", "Authorization header requires 'SignedHeaders' parameter. Authorization=AWS4- Signature=b, Credential=a")]
    public void Authorization_Incomplete_NamesWhatIsMissing(string authorization, string date, string message) =>
        _engine.Send(ListTables with { Authorization = authorization, Date = date }).ShouldFail("IncompleteSignatureException", message);

    [Fact]
    public void Query_SignedInPart_NamesWhatIsMissing()
    {
        var request = ListTables with { Authorization = null };
        _engine.Send(request with { QueryString = "?X-Amz-Algorithm=a&X-Amz-Credential=b&X-Amz-Signature=c&X-Amz-Date=d" }).ShouldFail(
            "IncompleteSignatureException",
            "AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine the query-string parameters.");
        _engine.Send(request with { QueryString = "?X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=d" })
            .ShouldFail("MissingAuthenticationTokenException", "Request is missing Authentication Token");
    }

    [Fact]
    public void Query_SignedBesideTheHeader_IsInvalid() =>
        _engine.Send(ListTables with { QueryString = "?X-Amz-Algorithm" }).ShouldFail(
            "InvalidSignatureException",
            "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");

    [Fact]
    public void Region_ComesFromTheCredentialScope()
    {
        _engine.Create("here", "a:S");
        Assert.Equal("""{"TableNames":["here"]}""", _engine.Call("ListTables", "{}").Body);
        Assert.Equal("""{"TableNames":[]}""", _engine.Call("ListTables", "{}", "eu-west-1").Body);

        var inQuery = ListTables with
        {
            Authorization = null,
            QueryString = "?X-Amz-Algorithm=x&X-Amz-Credential=AKID%2F20260102%2Fus-east-1%2Fdynamodb%2Faws4_request&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=d",
        };
        Assert.Equal("""{"TableNames":["here"]}""", _engine.Send(inQuery).Body);
        var withoutScope = ListTables with { Authorization = "AWS4-HMAC-SHA256 Credential=dummy, SignedHeaders=host, Signature=0" };
        Assert.Equal("""{"TableNames":["here"]}""", _engine.Send(withoutScope).Body);
        _engine.Call("ListTables", "{}", "mars!").ShouldFail("InvalidSignatureException", "Credential should be scoped to a valid region, not 'mars!'. ");
    }

    [Fact]
    public void Response_HasRequestIdAndChecksum()
    {
        using var response = _engine.Engine.Handle(ListTables);
        Assert.Matches("^[0-9A-Z]{52}$", response.RequestId);
        Assert.Equal(Crc32.Compute(response.Body.Span), response.Crc32);
    }

    [Fact]
    public void Engine_OfTheSameSeed_RepeatsItself()
    {
        using var other = new EngineUnderTest();
        using var first = _engine.Engine.Handle(ListTables);
        using var second = other.Engine.Handle(ListTables);
        Assert.Equal(first.RequestId, second.RequestId);
    }

    public void Dispose() => _engine.Dispose();

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
