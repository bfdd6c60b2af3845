using System.Text.Json.Nodes;
using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Streams;

/// <summary>What a record shows, and which writes leave one.</summary>
public sealed class StreamRecordTests : IDisposable
{
    private readonly EngineUnderTest _engine = new();

    [Theory]
    [InlineData("KEYS_ONLY", false, false)]
    [InlineData("NEW_IMAGE", false, true)]
    [InlineData("OLD_IMAGE", true, false)]
    [InlineData("NEW_AND_OLD_IMAGES", true, true)]
    public void Record_OfAModification_ShowsWhatTheViewTypeSays(string view, bool hasOld, bool hasNew)
    {
        Create(view, "Id:S At:N");
        Put("""{"Id":{"S":"a"},"At":{"N":"12"},"v":{"S":"older"}}""");
        Put("""{"Id":{"S":"a"},"At":{"N":"12"},"v":{"S":"new"},"w":{"NULL":true}}""");
        var record = Records()[1]["dynamodb"]!;
        Assert.Equal((hasOld, hasNew), (record["OldImage"] is not null, record["NewImage"] is not null));
        Assert.Equal("""{"Id":{"S":"a"},"At":{"N":"12"}}""", record["Keys"]!.ToJsonString());
        Assert.Equal(view, (string)record["StreamViewType"]!);
        // Keys: Id and a letter, At and a number of two digits. Images: the same, and v with its text, w with one byte.
        var (keys, older, newer) = (2 + 1 + 2 + 2, 1 + 5, 1 + 3 + 1 + 1);
        Assert.Equal(keys + (hasOld ? keys + older : 0) + (hasNew ? keys + newer : 0), (int)record["SizeBytes"]!);
    }

    [Fact]
    public void Record_OfAnInsertAndARemoval_IsComplete()
    {
        Create();
        Put("""{"Id":{"S":"\"é"},"n":{"N":"1.50"}}""");
        _engine.Clock.Advance(TimeSpan.FromSeconds(2));
        _engine.Do("DeleteItem", """{"TableName":"Tab","Key":{"Id":{"S":"\"é"}}}""");
        var records = Records();
        Assert.Equal(["INSERT", "REMOVE"], records.Select(StreamClient.Event));
        Assert.All(records, record => Assert.Matches("^[0-9a-f]{32}$", (string)record["eventID"]!));
        Assert.NotEqual((string)records[0]["eventID"]!, (string)records[1]["eventID"]!);
        var number = StreamClient.Number(records[1]);
        Assert.Matches("^[1-9][0-9]{20,39}$", number);
        Assert.Equal(
            CanonicalJson.Of($$$"""
                {"eventID":"{{{records[1]["eventID"]}}}","eventName":"REMOVE","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1",
                 "dynamodb":{"ApproximateCreationDateTime":{{{_engine.Clock.GetUtcNow().ToUnixTimeSeconds()}}},"Keys":{"Id":{"S":"\"é"}},
                 "OldImage":{"Id":{"S":"\"é"},"n":{"N":"1.5"}},"SequenceNumber":"{{{number}}}","SizeBytes":13,"StreamViewType":"NEW_AND_OLD_IMAGES"}}
                """),
            CanonicalJson.Of(records[1].ToJsonString()));
    }

    [Fact]
    public void Write_ThatChangesNothing_LeavesNoRecord()
    {
        Create();
        Put("""{"Id":{"S":"a"},"v":{"NS":["1","2"]}}""");
        Put("""{"v":{"NS":["2","1.0"]},"Id":{"S":"a"}}""");
        _engine.Do("DeleteItem", """{"TableName":"Tab","Key":{"Id":{"S":"nobody"}}}""");
        _engine.Do("UpdateItem", """{"TableName":"Tab","Key":{"Id":{"S":"a"}},"UpdateExpression":"ADD v :v","ExpressionAttributeValues":{":v":{"NS":["1"]}}}""");
        _engine.Call("PutItem", """{"TableName":"Tab","Item":{"Id":{"S":"a"}},"ConditionExpression":"attribute_not_exists(Id)"}""")
            .ShouldFail("ConditionalCheckFailedException", "The conditional request failed");
        _engine.Do("TransactWriteItems", """{"TransactItems":[{"ConditionCheck":{"TableName":"Tab","Key":{"Id":{"S":"a"}},"ConditionExpression":"attribute_exists(Id)"}}]}""");
        Assert.Single(Records());
    }

    [Fact]
    public void Write_OfEverySource_LeavesRecordsInItsOrder()
    {
        Create();
        _engine.Do("BatchWriteItem", """{"RequestItems":{"Tab":[{"PutRequest":{"Item":{"Id":{"S":"a"}}}},{"PutRequest":{"Item":{"Id":{"S":"b"}}}}]}}""");
        _engine.Do("TransactWriteItems", """
            {"TransactItems":[{"Delete":{"TableName":"Tab","Key":{"Id":{"S":"a"}}}},{"Put":{"TableName":"Tab","Item":{"Id":{"S":"c"}}}},
             {"Update":{"TableName":"Tab","Key":{"Id":{"S":"b"}},"UpdateExpression":"SET v = :v","ExpressionAttributeValues":{":v":{"N":"1"}}}}]}
            """);
        _engine.Do("UpdateItem", """{"TableName":"Tab","Key":{"Id":{"S":"d"}}}""");
        var records = Records();
        Assert.Equal(
            ["INSERT a", "INSERT b", "REMOVE a", "INSERT c", "MODIFY b", "INSERT d"],
            records.Select(record => $"{StreamClient.Event(record)} {record["dynamodb"]!["Keys"]!["Id"]!["S"]}"));
        Assert.Equal(records.Select(StreamClient.Number).Order(StringComparer.Ordinal).Distinct(), records.Select(StreamClient.Number));
    }

    [Fact]
    public void Transaction_ThatIsCancelled_LeavesNoRecord()
    {
        Create();
        _engine.Call("TransactWriteItems", """
            {"TransactItems":[{"Put":{"TableName":"Tab","Item":{"Id":{"S":"a"}}}},
             {"Delete":{"TableName":"Tab","Key":{"Id":{"S":"b"}},"ConditionExpression":"attribute_exists(Id)"}}]}
            """);
        Assert.Empty(Records());
    }

    public void Dispose()
    {
        Assert.Empty(_engine.Engine.Check());
        _engine.Dispose();
    }

    private void Create(string view = "NEW_AND_OLD_IMAGES", string key = "Id:S") =>
        _engine.Create("Tab", key, $$"""  "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"{{view}}"} """);

    private void Put(string item) => _engine.Do("PutItem", $$"""{"TableName":"Tab","Item":{{item}}}""");

    private List<JsonNode> Records() => StreamClient.ReadAll(_engine, StreamClient.ArnOf(_engine, "Tab"));
}
