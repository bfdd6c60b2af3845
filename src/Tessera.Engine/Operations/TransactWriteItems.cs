using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Items;
using Tessera.Engine.Operations.Parameters;
using Tessera.Engine.Protocol;
using Tessera.Engine.Store;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Operations;

/// <summary>TransactWriteItems: up to 100 actions on distinct items of several tables, all of them or none.</summary>
internal static class TransactWriteItems
{
    private const int BytesMax = 4 * 1024 * 1024;

    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var parameters = TransactWriteParameters.Read(context.Body);
        parameters.Validate();
        var actions = parameters.ToActions();
        var targets = Resolve(actions, action => context.GetActiveTable(action.TableName));

        var capacity = new TransactionCapacity();
        var isReplay = Write(context, parameters, ref targets, capacity);
        Respond(context, parameters, targets, isReplay, capacity, response);
    }

    /// <summary>
    /// Finds the tables of all actions, and checks their keys. A missing table ends the request at once; a wrong key is a reason to cancel, like
    /// those that the items give later: all of them are told together.
    /// </summary>
    private static Target[] Resolve(List<ItemAction> actions, Func<ItemAction, TableDefinition> findTable)
    {
        var targets = actions.ConvertAll(action => new Target(action, findTable(action))).ToArray();
        foreach (var target in targets)
            CheckKeys(target);
        EnsureDistinct(targets);
        return targets;
    }

    private static void CheckKeys(Target target)
    {
        try
        {
            target.Action.CheckKeys(target.Table);
            target.Key = StoreKey.OfItem(target.Table, target.Action.Given);
        }
        catch (ServiceException error) when (error.Type == ErrorType.Validation)
        {
            target.Reason = CancellationReason.Invalid(error.Message);
        }
    }

    private static void EnsureDistinct(Target[] targets)
    {
        var seen = new HashSet<string>(targets.Length);
        foreach (var target in targets)
        {
            if (target.Key is not null && !seen.Add(Convert.ToBase64String(target.Key)))
                throw ServiceException.Validation("Transaction request cannot include multiple operations on one item");
        }
    }

    /// <summary>Carries the transaction out; true where it had been already, and this is its request once more.</summary>
    private static bool Write(RequestContext context, TransactWriteParameters parameters, ref Target[] targets, TransactionCapacity capacity)
    {
        using var transaction = context.Catalog.BeginWrite();
        if (Array.Exists(targets, target => !ReferenceEquals(transaction.Refresh(target.Table), target.Table)))
            targets = Resolve([.. targets.Select(target => target.Action)], action => context.GetActiveTable(action.TableName));
        if (parameters.ClientRequestToken is { } token)
        {
            var digest = parameters.Digest();
            if (IsReplay(RequestToken.Find(transaction.Store, context.Region, token, digest, context.Now)))
                return true;
            RequestToken.Record(transaction.Store, context.Region, token, digest, context.Now);
        }
        Evaluate(transaction.Store, targets);
        foreach (var target in targets)
            Apply(transaction, target, capacity.Of(target.Action.TableName));
        transaction.Commit();
        return false;
    }

    private static bool IsReplay(RequestTokenState state) => state switch
    {
        RequestTokenState.New => false,
        RequestTokenState.Same => true,
        _ => throw new ServiceException(
            ErrorType.IdempotentParameterMismatch, "The request uses the same client token as a previous, but non-identical request."),
    };

    /// <summary>Works out what every action does to the items that are there; nothing is written before all of them have said yes.</summary>
    private static void Evaluate(IStoreTransaction store, Target[] targets)
    {
        foreach (var target in targets)
        {
            if (target.Key is not null)
                target.Reason = Evaluate(store, target);
        }
        CancellationReason.ThrowIfAny(Array.ConvertAll(targets, target => target.Reason));
        if (targets.Sum(target => (long)Math.Max(target.Change.Before.Size, target.Change.After.Size)) > BytesMax)
            throw ServiceException.Validation("The aggregated size of the items in the transaction exceeds the maximum size of 4 MB");
    }

    private static CancellationReason Evaluate(IStoreTransaction store, Target target)
    {
        var before = store.TryGet(target.Key, out var stored) ? new Item(stored) : default;
        if (!target.Action.IsAllowed(before))
            return CancellationReason.ConditionFailed(target.Action.ReturnsItemOnFailure ? before : default);
        try
        {
            target.Change = target.Action.Apply(target.Table, before);
            return default;
        }
        catch (ServiceException error) when (error.Type == ErrorType.Validation)
        {
            return CancellationReason.Invalid(error.Message);
        }
    }

    private static void Apply(TableTransaction transaction, Target target, ConsumedCapacity capacity)
    {
        var (before, after) = (target.Change.Before, target.Change.After);
        if (target.Action.Kind == ItemActionKind.Check)
            capacity.AddTable(Capacity.Write(before.Size, after.Size));
        else
            ItemWriter.Apply(transaction, target.Table, target.Key!, before, after, capacity);
    }

    private static void Respond(
        RequestContext context,
        TransactWriteParameters parameters,
        Target[] targets,
        bool isReplay,
        TransactionCapacity capacity,
        ResponseWriter response)
    {
        using var snapshot = context.Store.Snapshot();
        if (isReplay)
            AddReads(snapshot, targets, capacity);
        response.StartObject();
        ConsumedCapacity.WriteMember(
            response, parameters.Return.ConsumedCapacity, capacity.Doubled(), isReplay ? "ReadCapacityUnits"u8 : "WriteCapacityUnits"u8);
        if (parameters.Return.ItemCollectionMetrics && Array.Exists(targets, target => !target.Table.LocalIndexes.IsEmpty))
            WriteMetrics(snapshot, targets, response);
        response.EndObject();
    }

    /// <summary>A request that is sent once more reads its items, and changes nothing.</summary>
    private static void AddReads(IStoreSnapshot snapshot, Target[] targets, TransactionCapacity capacity)
    {
        foreach (var target in targets)
        {
            // Since the first time the table may have been made anew with another key.
            var item = target.Key is null ? default : ItemReader.Find(snapshot, target.Table, target.Action.Given);
            capacity.Of(target.Action.TableName).AddTable(Capacity.StrongRead(item.Size));
        }
    }

    private static void WriteMetrics(IStoreSnapshot snapshot, Target[] targets, ResponseWriter response)
    {
        response.Name("ItemCollectionMetrics"u8);
        response.StartObject();
        foreach (var table in targets.GroupBy(target => target.Action.TableName))
        {
            var definition = table.First().Table;
            if (!definition.LocalIndexes.IsEmpty)
                ItemCollection.WriteMetrics(response, snapshot, table.Key, definition, table.Select(target => target.Action));
        }
        response.EndObject();
    }

    /// <summary>An action, the item that it is about, and what it makes of it.</summary>
    private sealed class Target(ItemAction action, TableDefinition table)
    {
        public ItemAction Action { get; } = action;

        public TableDefinition Table { get; } = table;

        /// <summary>The item's place in the store; null until the action's keys have been found right.</summary>
        public byte[]? Key { get; set; }

        public ItemChange Change { get; set; }

        public CancellationReason Reason { get; set; }
    }
}
