using Tessera.Engine.Items;
using Tessera.Engine.Operations.Parameters;
using Tessera.Engine.Protocol;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Operations;

/// <summary>GetItem: reads one item by its key.</summary>
internal static class GetItem
{
    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var (parameters, returns) = Read(context.Body);
        Validate(parameters, returns);
        var projection = parameters.ToProjection();
        var table = context.GetActiveTable(parameters.TableName!);
        KeyRules.CheckKey(table, parameters.Key);
        projection?.EnsureKeysAreScalars(table.KeySchema.Names);

        using var snapshot = context.Store.Snapshot();
        var item = ItemReader.Find(snapshot, table, parameters.Key);
        response.StartObject();
        if (item.Exists)
            response.RawMember("Item"u8, (projection is null ? item : projection.Apply(item)).Json.Span);
        if (returns.ConsumedCapacity != ReturnConsumedCapacity.None)
            WriteCapacity(response, parameters, returns, item);
        response.EndObject();
    }

    private static (GetParameters Parameters, ReturnParameters Returns) Read(ReadOnlyMemory<byte> body)
    {
        using var values = new AttributeValueReader();
        var parameters = new GetParameters();
        var returns = new ReturnParameters();
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
            _ = parameters.TryReadKey(ref reader, values) || parameters.TryReadOption(ref reader)
                || parameters.TryReadProjection(ref reader, values) || returns.TryRead(ref reader);
        }
        reader.End();
        return (parameters, returns);
    }

    private static void Validate(GetParameters parameters, ReturnParameters returns)
    {
        var validator = new Validator();
        returns.Validate(ref validator);
        parameters.Validate(ref validator, "");
        validator.ThrowIfAny();
    }

    private static void WriteCapacity(ResponseWriter response, GetParameters parameters, ReturnParameters returns, Item item)
    {
        var capacity = new ConsumedCapacity(parameters.TableName!);
        capacity.AddTable(Capacity.Read(item.Size, parameters.ConsistentRead));
        capacity.WriteMember(response, returns.ConsumedCapacity);
    }
}
