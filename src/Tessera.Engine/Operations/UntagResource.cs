using Tessera.Engine.Errors;
using Tessera.Engine.Operations.Tables;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations;

/// <summary>UntagResource: takes tags from a table; keys that it does not have are ignored. Answers with an empty body.</summary>
internal static class UntagResource
{
    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var (arn, keys) = Parse(context.Body);
        Validate(arn, keys);
        using var write = context.Catalog.BeginWrite();
        var table = TaggedTable.Find(context, arn!);
        write.PutTable(table with { Tags = table.Tags.RemoveRange(keys!.Select(key => key!)) });
        write.Commit();
    }

    private static (string? Arn, List<string?>? Keys) Parse(ReadOnlyMemory<byte> body)
    {
        string? arn = null;
        List<string?>? keys = null;
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
            if (reader.Is("ResourceArn"u8))
                arn = reader.ReadString();
            else if (reader.Is("TagKeys"u8))
                keys = reader.ReadStrings();
        }
        reader.End();
        return (arn, keys);
    }

    private static void Validate(string? arn, List<string?>? keys)
    {
        var validator = new Validator();
        TaggedTable.Declare(ref validator, arn);
        validator.NotNull("tagKeys", keys);
        validator.ThrowIfAny();
        if (keys!.Count == 0)
            throw ServiceException.Validation("Atleast one Tag Key needs to be provided as Input.");
        if (keys.Contains(null))
            throw ServiceException.Validation("The Tag Key provided is invalid, Key: null");
    }
}
