using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Items;
using Tessera.Engine.Operations.Parameters;
using Tessera.Engine.Protocol;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Operations;

/// <summary>What PutItem, UpdateItem and DeleteItem have in common: one action on one item in a transaction of its own.</summary>
internal static class SingleWrite
{
    public static void Run(RequestContext context, WriteParameters parameters, ResponseWriter response)
    {
        Validate(parameters);
        var action = parameters.ToAction();
        var table = context.GetActiveTable(action.TableName);
        var capacity = new ConsumedCapacity(action.TableName);
        var change = Write(context.Catalog, table, action, capacity);
        Respond(context, parameters, table, action, change, capacity, response);
    }

    private static void Validate(WriteParameters parameters)
    {
        var validator = new Validator();
        parameters.Validate(ref validator);
        validator.ThrowIfAny();
    }

    private static ItemChange Write(TableCatalog catalog, TableDefinition table, ItemAction action, ConsumedCapacity capacity)
    {
        action.CheckKeys(table);
        var key = StoreKey.OfItem(table, action.Given);
        using var transaction = catalog.BeginWrite();
        var current = transaction.Refresh(table);
        if (!ReferenceEquals(current, table))
        {
            // Between the two the table has changed: there may be an index that the item does not fit, or another table of that name.
            action.CheckKeys(current);
            key = StoreKey.OfItem(current, action.Given);
        }
        var before = transaction.Store.TryGet(key, out var stored) ? new Item(stored) : default;
        if (!action.IsAllowed(before))
            throw ConditionFailed(action, before);
        var change = action.Apply(current, before);
        ItemWriter.Apply(transaction, current, key, before, change.After, capacity);
        transaction.Commit();
        return change;
    }

    private static ServiceException ConditionFailed(ItemAction action, Item before) =>
        new(ErrorType.ConditionalCheckFailed, "The conditional request failed")
        {
            WriteMembers = action.ReturnsItemOnFailure && before.Exists ? response => response.RawMember("Item"u8, before.Json.Span) : null,
        };

    private static void Respond(
        RequestContext context,
        WriteParameters parameters,
        TableDefinition table,
        ItemAction action,
        ItemChange change,
        ConsumedCapacity capacity,
        ResponseWriter response)
    {
        response.StartObject();
        var returned = change.ReturnValues(parameters.ReturnValues);
        if (returned.Exists)
            response.RawMember("Attributes"u8, returned.Json.Span);
        capacity.WriteMember(response, parameters.Return.ConsumedCapacity);
        if (parameters.Return.ItemCollectionMetrics && !table.LocalIndexes.IsEmpty)
        {
            using var snapshot = context.Store.Snapshot();
            response.Name("ItemCollectionMetrics"u8);
            ItemCollection.WriteMetrics(response, snapshot, table, action.Given);
        }
        response.EndObject();
    }
}
