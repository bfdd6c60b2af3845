namespace Tessera.Tests.Streams;

public sealed class StreamRecordTests
{
    private static readonly string _keys = StreamEvents.Keys("USER#1", "ORDER#7");
    private const string NewImage = """{"Total":{"N":"5"},"EntityType":{"S":"Order"},"PK":{"S":"USER#1"},"Lines":{"L":[{"M":{"EntityType":{"S":"No"}}}]}}""";
    private const string OldImage = """{"EntityType":{"S":"Draft"}}""";

    [Fact]
    public void Parse_WholeRecord_GivesEveryProperty()
    {
        var json = StreamEvents.Record(12, _keys, NewImage, OldImage, "MODIFY");
        var record = StreamRecord.Parse(StreamEvents.Utf8(json), StreamEvents.Table);
        Assert.Equal(("id12", StreamEvent.Modified, "12"), (record.EventId, record.Event, record.SequenceNumber));
        Assert.Equal(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), record.CreatedAt);
        Assert.Equal((54, StreamView.NewAndOldImages), (record.SizeBytes, record.View));
        Assert.Equal(("us-east-1", StreamEvents.Arn, "shop"), (record.Region, record.SourceArn, record.TableName));
        Assert.Equal((false, RemovalReason.Deleted, "Order"), (record.IsExpiry, record.RemovalReason, record.EntityType));
        Assert.Equal((_keys, NewImage, OldImage, json),
            (StreamEvents.Text(record.Keys), StreamEvents.Text(record.NewImage), StreamEvents.Text(record.OldImage), StreamEvents.Text(record.Json)));
        Assert.Equal("PK 'USER#1', SK 'ORDER#7'", record.KeyText);
        Assert.Equal("Modified Order (PK 'USER#1', SK 'ORDER#7'), sequence number 12", record.ToString());
        Assert.True(record.IsEntity("Order"u8));
        Assert.False(record.IsEntity("Draft"u8));
    }

    [Fact]
    public void Parse_KeysOnly_HasNoImagesAndNoEntity()
    {
        var record = StreamRecord.Parse(StreamEvents.Utf8(StreamEvents.Record(1, _keys)), StreamEvents.Table);
        Assert.True(record.NewImage.IsEmpty);
        Assert.True(record.OldImage.IsEmpty);
        Assert.Null(record.EntityType);
        Assert.False(record.IsEntity("Order"u8));
    }

    [Theory]
    [InlineData("""{"EntityType":{"N":"1"}}""")]
    [InlineData("""{"EntityType": {"L": []}}""")]
    [InlineData("""{"EntityType": {}}""")]
    public void Parse_DiscriminatorIsNoText_IsNoEntity(string image)
    {
        var record = StreamRecord.Parse(StreamEvents.Utf8(StreamEvents.Record(1, _keys, image)), StreamEvents.Table);
        Assert.Null(record.EntityType);
        Assert.False(record.IsEntity("Order"u8));
        Assert.Equal("Inserted item (PK 'USER#1', SK 'ORDER#7'), sequence number 1", record.ToString());
    }

    [Fact]
    public void Parse_Indented_FindsTheSame()
    {
        var json = StreamEvents.Record(1, _keys, NewImage).Replace(":", " : ", StringComparison.Ordinal).Replace("arn : aws : dynamodb : us-east-1 : 123456789012 : ", "arn:aws:dynamodb:us-east-1:123456789012:", StringComparison.Ordinal);
        var record = StreamRecord.Parse(StreamEvents.Utf8(json.Replace(",", ",\n  ", StringComparison.Ordinal)), StreamEvents.Table);
        Assert.Equal(("id1", StreamEvent.Inserted, "1", "Order"), (record.EventId, record.Event, record.SequenceNumber, record.EntityType));
        Assert.True(record.IsEntity("Order"u8));
    }

    [Fact]
    public void Parse_EscapedText_IsUnescaped()
    {
        var json = StreamEvents.Record(1, _keys, """{"EntityType":{"S":"Caf\u00e9"}}""").Replace("id1", "a\\\"b", StringComparison.Ordinal);
        var record = StreamRecord.Parse(StreamEvents.Utf8(json), StreamEvents.Table);
        Assert.Equal(("a\"b", "Café"), (record.EventId, record.EntityType));
        Assert.True(record.IsEntity("Café"u8));
    }

    [Theory]
    [InlineData("""{"type":"Service","principalId":"dynamodb.amazonaws.com"}""", true)]
    [InlineData("""{"principalId":"dynamodb.amazonaws.com","type":"Service"}""", true)]
    [InlineData("""{"type":"dynamodb.amazonaws.com","principalId":"someone"}""", false)]
    [InlineData("null", false)]
    public void IsExpiry_UserIdentity_TellsAnExpiryFromADelete(string userIdentity, bool isExpiry)
    {
        var json = StreamEvents.Record(1, _keys, oldImage: OldImage, eventName: "REMOVE", more: $",\"userIdentity\":{userIdentity}");
        var record = StreamRecord.Parse(StreamEvents.Utf8(json), StreamEvents.Table);
        Assert.Equal((isExpiry, isExpiry ? RemovalReason.Expired : RemovalReason.Deleted), (record.IsExpiry, record.RemovalReason));
        Assert.Equal("Draft", record.EntityType);
    }

    [Theory]
    [InlineData("1735689600", 1735689600000)]
    [InlineData("1735689600.25", 1735689600250)]
    [InlineData("1.7356896E9", 1735689600000)]
    [InlineData("1735689600123", 1735689600123)]
    public void CreatedAt_SecondsOrMilliseconds_IsTheTime(string number, long milliseconds)
    {
        var json = StreamEvents.Record(1, _keys).Replace("1735689600", number, StringComparison.Ordinal);
        Assert.Equal(milliseconds, StreamRecord.Parse(StreamEvents.Utf8(json), StreamEvents.Table).CreatedAt.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("{}", "has no 'dynamodb' with a 'SequenceNumber'")]
    [InlineData("[]", "an attribute was expected")]
    [InlineData("""{"eventName":"UPSERT"}""", "\"UPSERT\" is none of INSERT, MODIFY and REMOVE")]
    [InlineData("""{"dynamodb":{"SequenceNumber":"1" """, "more was expected")]
    public void Parse_NoRecord_SaysWhatIsWrong(string json, string message)
    {
        var error = Assert.Throws<StreamEventException>(() => StreamRecord.Parse(StreamEvents.Utf8(json), StreamEvents.Table));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
