using Tessera.Engine.Errors;
using Tessera.Engine.Operations.Streams;
using Tessera.Engine.Operations.Tables;
using Tessera.Engine.Protocol;
using Tessera.Engine.Store;
using Tessera.Engine.Streams;

namespace Tessera.Engine.Operations;

/// <summary>GetShardIterator: a place in a shard to read on from. It is fixed here, whatever happens before it is used.</summary>
internal static class GetShardIterator
{
    private const string TrimHorizon = "TRIM_HORIZON";
    private const string Latest = "LATEST";
    private const string AtSequenceNumber = "AT_SEQUENCE_NUMBER";
    private const string AfterSequenceNumber = "AFTER_SEQUENCE_NUMBER";
    private const int SequenceNumberLengthMin = 21;
    private const int SequenceNumberLengthMax = 40;

    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var input = Parse(context.Body);
        Validate(input);
        var stream = StreamRules.Find(context, input.StreamArn!);
        var shard = stream.FindShard(input.ShardId!)
            ?? throw new ServiceException(ErrorType.ResourceNotFound, "Requested resource not found: Shard does not exist");
        var now = context.Now;
        using var snapshot = context.Store.Snapshot();
        var position = Position(snapshot, stream, shard, input, now);
        response.StartObject();
        response.Member("ShardIterator"u8, new ShardIterator(stream.Arn, shard.Number, position, now).ToString());
        response.EndObject();
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
            else if (reader.Is("ShardId"u8))
                input = input with { ShardId = reader.ReadString() };
            else if (reader.Is("ShardIteratorType"u8))
                input = input with { Type = reader.ReadString() };
            else if (reader.Is("SequenceNumber"u8))
                input = input with { SequenceNumber = reader.ReadString() };
        }
        reader.End();
        return input;
    }

    private static void Validate(Input input)
    {
        var validator = new Validator();
        validator.NotNull("streamArn", input.StreamArn);
        StreamRules.DeclareArn(ref validator, "streamArn", input.StreamArn);
        validator.NotNull("shardId", input.ShardId);
        StreamRules.DeclareShardId(ref validator, "shardId", input.ShardId);
        validator.NotNull("shardIteratorType", input.Type);
        validator.Enum("shardIteratorType", input.Type, AfterSequenceNumber, Latest, AtSequenceNumber, TrimHorizon);
        validator.Length("sequenceNumber", input.SequenceNumber, SequenceNumberLengthMin, SequenceNumberLengthMax);
        validator.ThrowIfAny();
        var needsNumber = input.Type is AtSequenceNumber or AfterSequenceNumber;
        if (needsNumber && input.SequenceNumber is null)
            throw TableSchemaRules.Invalid($"SequenceNumber must be specified when ShardIteratorType is {input.Type}");
        if (!needsNumber && input.SequenceNumber is not null)
            throw TableSchemaRules.Invalid($"SequenceNumber must not be specified when ShardIteratorType is {input.Type}");
    }

    private static SequenceNumber Position(IStoreSnapshot snapshot, StreamDefinition stream, StreamShard shard, Input input, DateTimeOffset now)
    {
        var end = shard.End?.Following ?? StreamState.ReadLast(snapshot, stream.KeySpaceId).Following;
        return input.Type switch
        {
            Latest => end,
            TrimHorizon => ShardReader.FindFirst(snapshot, stream, shard, StreamTimes.TrimHorizon(now)) ?? end,
            _ => Named(shard, input, end, now),
        };
    }

    private static SequenceNumber Named(StreamShard shard, Input input, SequenceNumber end, DateTimeOffset now)
    {
        if (!SequenceNumber.TryParse(input.SequenceNumber!, out var number) || number < shard.Start || number >= end)
            throw ServiceException.Validation("Invalid SequenceNumber");
        if (number < StreamTimes.TrimHorizon(now))
            throw StreamRules.Trimmed();
        return input.Type == AtSequenceNumber ? number : number.Following;
    }

    private sealed record Input(string? StreamArn, string? ShardId, string? Type, string? SequenceNumber);
}
