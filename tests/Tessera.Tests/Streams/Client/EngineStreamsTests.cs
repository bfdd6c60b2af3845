using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Tessera.Testing;

namespace Tessera.Tests.Streams.Client;

/// <summary>The streams client against the engine in process.</summary>
public sealed class EngineStreamsTests
{
    [Fact]
    public async Task Stream_OfATable_IsListedDescribedAndRead()
    {
        using var engine = new TestEngine();
        using var streams = engine.CreateStreamsClient();
        await CreateTableAsync(engine);
        await engine.Client.PutItemAsync("shop", new() { ["PK"] = new("a") });
        await engine.Client.DeleteItemAsync("shop", new() { ["PK"] = new("a") });

        var listed = Assert.Single((await streams.ListStreamsAsync("shop")).Streams);
        var stream = await streams.DescribeStreamAsync(listed.StreamArn);
        var shard = Assert.Single(stream.Shards);
        var iterator = await streams.GetShardIteratorAsync(listed.StreamArn, shard.ShardId, ShardStart.TrimHorizon);
        using var page = await streams.GetRecordsAsync(iterator);

        Assert.Equal(("shop", "PK", null, StreamView.NewAndOldImages, "ENABLED"), (stream.TableName, stream.PartitionKey, stream.SortKey, stream.View, stream.StreamStatus));
        using var records = JsonDocument.Parse(page.Body);
        Assert.Equal(["INSERT", "REMOVE"], records.RootElement.GetProperty("Records").EnumerateArray().Select(record => record.GetProperty("eventName").GetString()));
        Assert.NotNull(page.NextShardIterator);
    }

    [Fact]
    public async Task Iterator_ThatIsTooOld_Throws()
    {
        using var engine = new TestEngine();
        using var streams = engine.CreateStreamsClient();
        await CreateTableAsync(engine);
        var arn = (await streams.ListStreamsAsync()).Streams[0].StreamArn;
        var shard = (await streams.DescribeStreamAsync(arn)).Shards[0].ShardId;
        var iterator = await streams.GetShardIteratorAsync(arn, shard, ShardStart.Latest);
        engine.Clock.Advance(TimeSpan.FromMinutes(16));

        await Assert.ThrowsAsync<ExpiredIteratorException>(() => streams.GetRecordsAsync(iterator));
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => streams.DescribeStreamAsync(arn.Replace("shop", "gone", StringComparison.Ordinal)));
    }

    private static Task<CreateTableResponse> CreateTableAsync(TestEngine engine) => engine.Client.CreateTableAsync(new CreateTableRequest
    {
        TableName = "shop",
        BillingMode = "PAY_PER_REQUEST",
        AttributeDefinitions = [new("PK", "S")],
        KeySchema = [new("PK", "HASH")],
        StreamSpecification = new() { StreamEnabled = true, StreamViewType = "NEW_AND_OLD_IMAGES" },
    });
}
