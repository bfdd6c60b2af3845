using System.Text.Json.Nodes;
using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Streams;

/// <summary>Reads a stream as a client does: shards parents first, each to its end.</summary>
internal static class StreamClient
{
    /// <summary>The ARN of the latest stream of a table.</summary>
    public static string ArnOf(EngineUnderTest engine, string table) =>
        engine.Do("DescribeTable", $$"""{"TableName":"{{table}}"}""").Text("Table.LatestStreamArn")!;

    /// <summary>All shards, page by page.</summary>
    public static List<JsonNode> Shards(EngineUnderTest engine, string arn, int pageSize = 100)
    {
        var shards = new List<JsonNode>();
        string? last = null;
        do
        {
            var start = last is null ? "" : $$""","ExclusiveStartShardId":"{{last}}" """;
            var page = engine.DoStreams("DescribeStream", $$"""{"StreamArn":"{{arn}}","Limit":{{pageSize}}{{start}}}""");
            shards.AddRange(page["StreamDescription.Shards"]!.AsArray().Select(shard => shard!.DeepClone()));
            last = page.Text("StreamDescription.LastEvaluatedShardId");
        }
        while (last is not null);
        return shards;
    }

    public static string Iterator(EngineUnderTest engine, string arn, string shardId, string type = "TRIM_HORIZON", string? number = null)
    {
        var at = number is null ? "" : $$""","SequenceNumber":"{{number}}" """;
        return engine.DoStreams("GetShardIterator", $$"""{"StreamArn":"{{arn}}","ShardId":"{{shardId}}","ShardIteratorType":"{{type}}"{{at}}}""").Text("ShardIterator")!;
    }

    public static Answer Get(EngineUnderTest engine, string iterator, int limit = 1000) =>
        engine.CallStreams("GetRecords", $$"""{"ShardIterator":"{{iterator}}","Limit":{{limit}}}""");

    /// <summary>The records from an iterator to the end of a closed shard, or to the first empty page of an open one.</summary>
    public static List<JsonNode> ReadOn(EngineUnderTest engine, string? iterator, int limit = 1000)
    {
        var records = new List<JsonNode>();
        while (iterator is not null)
        {
            var page = Get(engine, iterator, limit);
            page.ShouldSucceed();
            var read = page["Records"]!.AsArray();
            if (read.Count == 0)
                break;
            records.AddRange(read.Select(record => record!.DeepClone()));
            iterator = page.Text("NextShardIterator");
        }
        return records;
    }

    /// <summary>Every record of a stream, each shard's after those of its parent, which come first in the list of shards.</summary>
    public static List<JsonNode> ReadAll(EngineUnderTest engine, string arn, int limit = 1000) =>
        [.. Shards(engine, arn).SelectMany(shard => ReadOn(engine, Iterator(engine, arn, (string)shard["ShardId"]!), limit))];

    public static string Event(JsonNode record) => (string)record["eventName"]!;

    public static string Number(JsonNode record) => (string)record["dynamodb"]!["SequenceNumber"]!;
}
