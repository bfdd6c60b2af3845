using Tessera.Engine.Errors;
using Tessera.Engine.Operations.Streams;
using Tessera.Engine.Protocol;
using Tessera.Engine.Store;
using Tessera.Engine.Streams;

namespace Tessera.Engine.Operations;

/// <summary>GetRecords: the records from an iterator on, up to 1,000 of them or 1 MB, and the iterator to go on with; none at the end of a closed shard.</summary>
internal static class GetRecords
{
    private const int LimitMax = 1000;
    private const int BytesMax = 1024 * 1024;
    private const int IteratorLengthMax = 2048;

    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var (text, limit) = Parse(context.Body);
        Validate(text, limit);
        if (!ShardIterator.TryParse(text!, out var iterator))
            throw ServiceException.Validation("Invalid ShardIterator");
        var now = context.Now;
        if (iterator.IsExpired(now))
            throw new ServiceException(ErrorType.ExpiredIterator, "The provided iterator exceeds the maximum age allowed");

        var stream = StreamRules.Find(context, iterator.StreamArn);
        var shard = stream.FindShard(iterator.Shard) ?? throw StreamRules.Trimmed();
        using var snapshot = context.Store.Snapshot();
        using var records = ShardReader.Range(snapshot, stream, shard, iterator.Position);
        response.StartObject();
        var (position, isAtEnd) = WriteRecords(response, records, iterator.Position, limit ?? LimitMax, StreamTimes.TrimHorizon(now));
        if (shard.IsOpen || !isAtEnd)
            response.Member("NextShardIterator"u8, new ShardIterator(stream.Arn, shard.Number, position, now).ToString());
        response.EndObject();
    }

    private static (string? ShardIterator, int? Limit) Parse(ReadOnlyMemory<byte> body)
    {
        string? iterator = null;
        int? limit = null;
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
            if (reader.Is("ShardIterator"u8))
                iterator = reader.ReadString();
            else if (reader.Is("Limit"u8))
                limit = reader.ReadInt32();
        }
        reader.End();
        return (iterator, limit);
    }

    private static void Validate(string? iterator, int? limit)
    {
        var validator = new Validator();
        validator.NotNull("shardIterator", iterator);
        validator.Length("shardIterator", iterator, 1, IteratorLengthMax);
        StreamRules.DeclareLimit(ref validator, limit);
        validator.ThrowIfAny();
        StreamRules.CheckLimit(limit, LimitMax);
    }

    /// <summary>Writes what fits into the response, and tells where to read on and whether there was nothing more.</summary>
    private static (SequenceNumber Position, bool IsAtEnd) WriteRecords(
        ResponseWriter response, IStoreCursor records, SequenceNumber position, int limit, SequenceNumber trimHorizon)
    {
        var isAtEnd = true;
        var bytes = 0;
        response.Name("Records"u8);
        response.StartArray();
        for (var count = 0; records.MoveNext(); count++)
        {
            var number = StreamKey.NumberOf(records.Key.Span);
            // Those that are too old are there until their shard goes; nobody may see them, nor miss that there were some.
            if (number < trimHorizon)
                throw StreamRules.Trimmed();
            bytes += records.Value.Length;
            if (count == limit || (count > 0 && bytes > BytesMax))
            {
                isAtEnd = false;
                break;
            }
            response.Raw(records.Value.Span);
            position = number.Following;
        }
        response.EndArray();
        return (position, isAtEnd);
    }
}
