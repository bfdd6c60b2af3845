using System.Text;
using Tessera.Engine.Catalog;
using Tessera.Engine.Operations.Streams;
using Tessera.Engine.Protocol;
using Tessera.Engine.Streams;

namespace Tessera.Engine.Operations;

/// <summary>DescribeStream: a stream's state and its shards, oldest first, page by page; or the children of one shard.</summary>
internal static class DescribeStream
{
    private const int LimitMax = 100;

    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var input = Parse(context.Body);
        Validate(input);
        var stream = StreamRules.Find(context, input.StreamArn!);
        // In the order that pages go on by; a shard that followed another in an idle time may be older than one that was made before it.
        var shards = stream.Shards
            .OrderBy(shard => shard.Id, StringComparer.Ordinal)
            .Where(shard => input.Filter is not { } filter || shard.ParentId == filter.ShardId)
            .Where(shard => input.StartShardId is null || string.CompareOrdinal(shard.Id, input.StartShardId) > 0)
            .ToList();
        Write(response, stream, context.Now, shards, input.Limit ?? LimitMax);
    }

    private static Input Parse(ReadOnlyMemory<byte> body)
    {
        var input = new Input(null, null, null, null);
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
            if (reader.Is("StreamArn"u8))
                input = input with { StreamArn = reader.ReadString() };
            else if (reader.Is("Limit"u8))
                input = input with { Limit = reader.ReadInt32() };
            else if (reader.Is("ExclusiveStartShardId"u8))
                input = input with { StartShardId = reader.ReadString() };
            else if (reader.Is("ShardFilter"u8))
                input = input with { Filter = ParseFilter(ref reader) };
        }
        reader.End();
        return input;
    }

    private static ShardFilter? ParseFilter(ref RequestReader reader)
    {
        if (!reader.ReadObject("ShardFilter"))
            return null;
        var filter = new ShardFilter(null, null);
        while (reader.NextMember())
        {
            if (reader.Is("Type"u8))
                filter = filter with { Type = reader.ReadString() };
            else if (reader.Is("ShardId"u8))
                filter = filter with { ShardId = reader.ReadString() };
        }
        return filter;
    }

    private static void Validate(Input input)
    {
        var validator = new Validator();
        validator.NotNull("streamArn", input.StreamArn);
        StreamRules.DeclareArn(ref validator, "streamArn", input.StreamArn);
        StreamRules.DeclareLimit(ref validator, input.Limit);
        StreamRules.DeclareShardId(ref validator, "exclusiveStartShardId", input.StartShardId);
        if (input.Filter is { } filter)
        {
            validator.NotNull("shardFilter.type", filter.Type);
            validator.Enum("shardFilter.type", filter.Type, "CHILD_SHARDS");
            validator.NotNull("shardFilter.shardId", filter.ShardId);
            StreamRules.DeclareShardId(ref validator, "shardFilter.shardId", filter.ShardId);
        }
        validator.ThrowIfAny();
        StreamRules.CheckLimit(input.Limit, LimitMax);
    }

    private static void Write(ResponseWriter response, StreamDefinition stream, DateTimeOffset now, List<StreamShard> shards, int limit)
    {
        response.StartObject();
        response.Name("StreamDescription"u8);
        response.StartObject();
        response.Member("StreamArn"u8, stream.Arn);
        response.Member("StreamLabel"u8, stream.Label);
        response.Member("StreamStatus"u8, stream.Status(now));
        response.Member("StreamViewType"u8, Encoding.UTF8.GetString(StreamRecordWriter.NameOf(stream.ViewType)));
        response.Member("CreationRequestDateTime"u8, stream.CreationTime);
        response.Member("TableName"u8, stream.TableName);
        WriteKey(response, stream);
        response.Name("Shards"u8);
        response.StartArray();
        foreach (var shard in shards.Take(limit))
            Write(response, shard);
        response.EndArray();
        if (shards.Count > limit)
            response.Member("LastEvaluatedShardId"u8, shards[limit - 1].Id);
        response.EndObject();
        response.EndObject();
    }

    private static void WriteKey(ResponseWriter response, StreamDefinition stream)
    {
        response.Name("KeySchema"u8);
        response.StartArray();
        foreach (var (name, type) in stream.Key)
        {
            response.StartObject();
            response.Member("AttributeName"u8, name);
            response.Member("KeyType"u8, type == KeyType.Hash ? "HASH" : "RANGE");
            response.EndObject();
        }
        response.EndArray();
    }

    private static void Write(ResponseWriter response, StreamShard shard)
    {
        response.StartObject();
        response.Member("ShardId"u8, shard.Id);
        response.Name("SequenceNumberRange"u8);
        response.StartObject();
        response.Member("StartingSequenceNumber"u8, shard.Start.ToString());
        if (shard.End is { } end)
            response.Member("EndingSequenceNumber"u8, end.ToString());
        response.EndObject();
        if (shard.ParentId is { } parent)
            response.Member("ParentShardId"u8, parent);
        response.EndObject();
    }

    private sealed record Input(string? StreamArn, int? Limit, string? StartShardId, ShardFilter? Filter);

    private sealed record ShardFilter(string? Type, string? ShardId);
}
