using Tessera.Engine.Operations.Tables;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations;

/// <summary>ListTagsOfResource: all tags of a table; there are never so many that they would need a second page.</summary>
internal static class ListTagsOfResource
{
    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var arn = Parse(context.Body);
        var validator = new Validator();
        TaggedTable.Declare(ref validator, arn);
        validator.ThrowIfAny();
        var table = TaggedTable.Find(context, arn!);

        response.StartObject();
        response.Name("Tags"u8);
        response.StartArray();
        foreach (var (key, value) in table.Tags)
        {
            response.StartObject();
            response.Member("Key"u8, key);
            response.Member("Value"u8, value);
            response.EndObject();
        }
        response.EndArray();
        response.EndObject();
    }

    private static string? Parse(ReadOnlyMemory<byte> body)
    {
        string? arn = null;
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
            if (reader.Is("ResourceArn"u8))
                arn = reader.ReadString();
        }
        reader.End();
        return arn;
    }
}
