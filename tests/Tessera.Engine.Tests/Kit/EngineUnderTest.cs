using System.Text;
using Tessera.Engine.Protocol;
using Tessera.Engine.Store;
using Tessera.Testing;

namespace Tessera.Engine.Tests.Kit;

/// <summary>An engine of its own for one test: seeded, with a clock that the test moves, called with raw JSON.</summary>
internal sealed class EngineUnderTest : IDisposable
{
    public const string Account = "000000000000";
    public const string Region = "us-east-1";

    /// <summary>What the clock shows at first.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    public EngineUnderTest(EngineOptions? options = null, IStore? store = null)
    {
        var fixedOptions = (options ?? new EngineOptions()) with { TimeProvider = Clock, Seed = 1, AccountId = Account, DefaultRegion = Region };
        Engine = new DynamoDBEngine(fixedOptions, store);
    }

    public ManualClock Clock { get; } = new(Start);

    public DynamoDBEngine Engine { get; }

    /// <summary>Sends a signed request.</summary>
    public Answer Call(string operation, string json, string region = Region) => Send(Request(operation, json, region));

    /// <summary>Sends a request that must succeed.</summary>
    public Answer Do(string operation, string json, string region = Region)
    {
        var answer = Call(operation, json, region);
        answer.ShouldSucceed();
        return answer;
    }

    /// <summary>Sends a signed request to the streams.</summary>
    public Answer CallStreams(string operation, string json, string region = Region) =>
        Send(Request(operation, json, region) with { Target = $"DynamoDBStreams_20120810.{operation}" });

    /// <summary>Sends a request to the streams that must succeed.</summary>
    public Answer DoStreams(string operation, string json, string region = Region)
    {
        var answer = CallStreams(operation, json, region);
        answer.ShouldSucceed();
        return answer;
    }

    /// <summary>
    /// Creates a table of a short description, as in <c>Create("Orders", "Id:S At:N")</c>: one or two key attributes with their types.
    /// Further members are JSON, such as <c>"Tags":[…]</c>.
    /// </summary>
    public void Create(string name, string key, string members = "")
    {
        var attributes = key.Split(' ').Select(attribute => attribute.Split(':')).ToList();
        var definitions = string.Join(",", attributes.Select(pair => $$"""{"AttributeName":"{{pair[0]}}","AttributeType":"{{pair[1]}}"}"""));
        var schema = string.Join(",", attributes.Select((pair, i) => $$"""{"AttributeName":"{{pair[0]}}","KeyType":"{{(i == 0 ? "HASH" : "RANGE")}}"}"""));
        var more = members.Length == 0 ? "" : "," + members;
        Do("CreateTable", $$"""{"TableName":"{{name}}","AttributeDefinitions":[{{definitions}}],"KeySchema":[{{schema}}],"BillingMode":"PAY_PER_REQUEST"{{more}}}""");
    }

    /// <summary>A signed request as a client would send it.</summary>
    public static EngineRequest Request(string operation, string json, string region = Region) => new()
    {
        Method = "POST",
        Target = $"DynamoDB_20120810.{operation}",
        ContentType = "application/x-amz-json-1.0",
        Authorization = $"AWS4-HMAC-SHA256 Credential=AKID/20260102/{region}/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=0123",
        Date = "20260102T030405Z",
        Body = Encoding.UTF8.GetBytes(json),
    };

    public Answer Send(EngineRequest request)
    {
        using var response = Engine.Handle(request);
        return new Answer(response.StatusCode, response.ContentType, Encoding.UTF8.GetString(response.Body.Span));
    }

    public void Dispose() => Engine.Dispose();
}
