using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Expressions;
using Tessera.Engine.Items;
using Tessera.Engine.Operations.Parameters;
using Tessera.Engine.Protocol;
using Tessera.Engine.Tables;
using Projection = Tessera.Engine.Expressions.Projection;

namespace Tessera.Engine.Operations;

/// <summary>TransactGetItems: reads up to 100 items of several tables as they are at one moment.</summary>
internal static class TransactGetItems
{
    private const int GetsMax = 100;

    private const int BytesMax = 4 * 1024 * 1024;

    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var returns = new ReturnParameters();
        var gets = Read(context.Body, returns);
        Validate(gets, returns);
        var projections = gets!.ConvertAll(get => get!.ToProjection());
        var tables = gets.ConvertAll(get => context.GetActiveTable(get!.TableName!));
        CheckKeys(gets!, tables, projections);

        using var snapshot = context.Store.Snapshot();
        var items = new Item[gets.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = ItemReader.Find(snapshot, tables[i], gets[i]!.Key);
        if (items.Sum(item => (long)item.Size) > BytesMax)
            throw ServiceException.Validation("The aggregated size of the items to be read exceeds the maximum size of 4 MB");
        response.StartObject();
        WriteItems(response, items, projections);
        ConsumedCapacity.WriteMember(response, returns.ConsumedCapacity, Consumed(gets!, items), "ReadCapacityUnits"u8);
        response.EndObject();
    }

    private static List<GetParameters?>? Read(ReadOnlyMemory<byte> body, ReturnParameters returns)
    {
        using var values = new AttributeValueReader();
        List<GetParameters?>? gets = null;
        var reader = new RequestReader(body);
        reader.ReadObject();
        while (reader.NextMember())
        {
            if (!reader.Is("TransactItems"u8))
            {
                returns.TryRead(ref reader);
                continue;
            }
            gets = reader.ReadArray() ? ReadElements(ref reader, values) : null;
        }
        reader.End();
        return gets;
    }

    private static List<GetParameters?> ReadElements(ref RequestReader reader, AttributeValueReader values)
    {
        var gets = new List<GetParameters?>();
        while (reader.NextElement())
            gets.Add(ReadElement(ref reader, values));
        return gets;
    }

    private static GetParameters? ReadElement(ref RequestReader reader, AttributeValueReader values)
    {
        GetParameters? get = null;
        if (!reader.ReadObject("TransactGetItem"))
            return null;
        while (reader.NextMember())
        {
            if (reader.Is("Get"u8) && reader.ReadObject("Get"))
                get = ReadGet(ref reader, values);
        }
        return get;
    }

    private static GetParameters ReadGet(ref RequestReader reader, AttributeValueReader values)
    {
        var get = new GetParameters();
        while (reader.NextMember())
            _ = get.TryReadKey(ref reader, values) || get.TryReadProjection(ref reader, values);
        return get;
    }

    private static void Validate(List<GetParameters?>? gets, ReturnParameters returns)
    {
        var validator = new Validator();
        returns.Validate(ref validator);
        validator.NotNull("transactItems", gets);
        if (gets is not null && gets.Count is 0 or > GetsMax)
            validator.Count("transactItems", gets.Count == 0 ? "[]" : $"[{gets.Count} items]", gets.Count, 1, GetsMax);
        for (var i = 0; i < (gets?.Count ?? 0); i++)
        {
            var path = $"transactItems.{i + 1}.member.get";
            validator.NotNull(path, gets![i]);
            gets[i]?.Validate(ref validator, $"{path}.");
        }
        validator.ThrowIfAny();
    }

    private static void CheckKeys(List<GetParameters> gets, List<TableDefinition> tables, List<Projection?> projections)
    {
        var reasons = new CancellationReason[gets.Count];
        var seen = new HashSet<(uint KeySpaceId, Item Key)>(gets.Count);
        var hasDuplicates = false;
        for (var i = 0; i < reasons.Length; i++)
        {
            try
            {
                projections[i]?.EnsureKeysAreScalars(tables[i].KeySchema.Names);
                KeyRules.CheckKey(tables[i], gets[i].Key);
                hasDuplicates |= !seen.Add((tables[i].KeySpaceId, gets[i].Key));
            }
            catch (ServiceException error) when (error.Type == ErrorType.Validation)
            {
                reasons[i] = CancellationReason.Invalid(error.Message);
            }
        }
        // As in a writing transaction, an item that is named twice ends the request, whatever is wrong with other keys.
        if (hasDuplicates)
            throw ServiceException.Validation("Transaction request cannot include multiple operations on one item");
        CancellationReason.ThrowIfAny(reasons);
    }

    private static void WriteItems(ResponseWriter response, Item[] items, List<Projection?> projections)
    {
        response.Name("Responses"u8);
        response.StartArray();
        for (var i = 0; i < items.Length; i++)
        {
            response.StartObject();
            if (items[i].Exists)
                response.RawMember("Item"u8, (projections[i]?.Apply(items[i]) ?? items[i]).Json.Span);
            response.EndObject();
        }
        response.EndArray();
    }

    private static IEnumerable<ConsumedCapacity> Consumed(List<GetParameters> gets, Item[] items)
    {
        var tables = new TransactionCapacity();
        for (var i = 0; i < items.Length; i++)
            tables.Of(gets[i].TableName!).AddTable(Capacity.StrongRead(items[i].Size));
        return tables.Doubled();
    }
}
