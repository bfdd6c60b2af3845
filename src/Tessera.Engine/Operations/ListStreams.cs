using Tessera.Engine.Catalog;
using Tessera.Engine.Operations.Streams;
using Tessera.Engine.Protocol;
using Tessera.Engine.Streams;

namespace Tessera.Engine.Operations;

/// <summary>ListStreams: the streams of the region or of one table, in the order of their ARNs, also those that were disabled within a day.</summary>
internal static class ListStreams
{
    private const int LimitMax = 100;

    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var (tableName, start, limit) = Parse(context.Body);
        Validate(tableName, start, limit);
        var streams = context.Catalog.Streams.All
            .Where(stream => stream.Region == context.Region && IsOf(context, stream, tableName))
            .Where(stream => start is null || string.CompareOrdinal(stream.Arn, start) > 0)
            .OrderBy(stream => stream.Arn, StringComparer.Ordinal)
            .ToList();
        Write(response, streams, limit ?? LimitMax);
    }

    private static (string? TableName, string? Start, int? Limit) Parse(ReadOnlyMemory<byte> body)
    {
        string? tableName = null;
        string? start = null;
        int? limit = null;
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
                tableName = reader.ReadString();
            else if (reader.Is("ExclusiveStartStreamArn"u8))
                start = reader.ReadString();
            else if (reader.Is("Limit"u8))
                limit = reader.ReadInt32();
        }
        reader.End();
        return (tableName, start, limit);
    }

    private static void Validate(string? tableName, string? start, int? limit)
    {
        var validator = new Validator();
        if (tableName is not null)
            TableName.ValidateManaged(ref validator, "tableName", tableName);
        StreamRules.DeclareLimit(ref validator, limit);
        StreamRules.DeclareArn(ref validator, "exclusiveStartStreamArn", start);
        validator.ThrowIfAny();
        StreamRules.CheckLimit(limit, LimitMax);
    }

    private static bool IsOf(RequestContext context, StreamDefinition stream, string? tableName) =>
        tableName is null || (TableName.TryResolve(tableName, context.Region, context.Catalog.AccountId, out var name) && stream.TableName == name);

    private static void Write(ResponseWriter response, List<StreamDefinition> streams, int limit)
    {
        response.StartObject();
        response.Name("Streams"u8);
        response.StartArray();
        foreach (var stream in streams.Take(limit))
        {
            response.StartObject();
            response.Member("StreamArn"u8, stream.Arn);
            response.Member("TableName"u8, stream.TableName);
            response.Member("StreamLabel"u8, stream.Label);
            response.EndObject();
        }
        response.EndArray();
        if (streams.Count > limit)
            response.Member("LastEvaluatedStreamArn"u8, streams[limit - 1].Arn);
        response.EndObject();
    }
}
