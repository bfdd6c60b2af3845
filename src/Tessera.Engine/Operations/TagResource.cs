using Tessera.Engine.Errors;
using Tessera.Engine.Operations.Tables;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations;

/// <summary>TagResource: adds tags to a table, replacing the values of those it has. Answers with an empty body.</summary>
internal static class TagResource
{
    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var (arn, tags) = Parse(context.Body);
        Validate(arn, tags);
        using var write = context.Catalog.BeginWrite();
        var table = TaggedTable.Find(context, arn!);
        TableStatusRules.CheckChangeable(table);
        var after = table.Tags.SetItems(tags!.Select(tag => KeyValuePair.Create(tag.Key!, tag.Value!)));
        TableSettingRules.CheckTagCount(after.Count);
        write.PutTable(table with { Tags = after });
        write.Commit();
    }

    private static (string? Arn, List<TagInput>? Tags) Parse(ReadOnlyMemory<byte> body)
    {
        string? arn = null;
        List<TagInput>? tags = null;
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
            if (reader.Is("ResourceArn"u8))
                arn = reader.ReadString();
            else if (reader.Is("Tags"u8))
                tags = TableInputReader.ReadTags(ref reader);
        }
        reader.End();
        return (arn, tags);
    }

    private static void Validate(string? arn, List<TagInput>? tags)
    {
        var validator = new Validator();
        TaggedTable.Declare(ref validator, arn);
        validator.NotNull("tags", tags);
        validator.ThrowIfAny();
        if (tags!.Count == 0)
            throw ServiceException.Validation("Atleast one Tag needs to be provided as Input.");
        TableSettingRules.CheckTags(tags);
    }
}
