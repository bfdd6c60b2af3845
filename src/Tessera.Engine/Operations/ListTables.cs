using Tessera.Engine.Catalog;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations;

/// <summary>ListTables: the names of the region's tables, in order, page by page.</summary>
internal static class ListTables
{
    private const int MaxLimit = 100;

    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var (start, limit) = Parse(context.Body);
        Validate(start, limit);
        Write(context, response, start, limit ?? MaxLimit);
    }

    private static (string? Start, int? Limit) Parse(ReadOnlyMemory<byte> body)
    {
        string? start = null;
        int? limit = null;
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
            if (reader.Is("ExclusiveStartTableName"u8))
                start = reader.ReadString();
            else if (reader.Is("Limit"u8))
                limit = reader.ReadInt32();
        }
        reader.End();
        return (start, limit);
    }

    private static void Validate(string? start, int? limit)
    {
        var validator = new Validator();
        TableName.ValidateForm(ref validator, "exclusiveStartTableName", start);
        validator.Range("limit", limit, 1, MaxLimit);
        validator.ThrowIfAny();
    }

    private static void Write(RequestContext context, ResponseWriter response, string? start, int limit)
    {
        var names = context.Catalog.TableNames(context.Region);
        var first = start is null ? 0 : names.Count(name => string.CompareOrdinal(name, start) <= 0);
        var page = names.AsSpan(first, Math.Min(limit, names.Length - first));
        response.StartObject();
        response.Name("TableNames"u8);
        response.StartArray();
        foreach (var name in page)
            response.String(name);
        response.EndArray();
        if (first + page.Length < names.Length)
            response.Member("LastEvaluatedTableName"u8, page[^1]);
        response.EndObject();
    }
}
