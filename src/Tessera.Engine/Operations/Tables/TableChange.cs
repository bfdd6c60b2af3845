using System.Collections.Immutable;
using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;

namespace Tessera.Engine.Operations.Tables;

/// <summary>Applies an UpdateTable request to a table's throughput and global indexes, checking it against the table as it is.</summary>
internal sealed class TableChange(UpdateTableInput input, DateTimeOffset now, DateTimeOffset due)
{
    /// <summary>When the passing status ends.</summary>
    public DateTimeOffset Due { get; } = due;

    /// <summary>Whether the table stays ACTIVE throughout.</summary>
    public bool IsImmediate => input.DeletionProtection is not null || input.Encryption is not null || input.WarmThroughput is not null;

    /// <summary>Billing mode and all kinds of throughput of the table itself.</summary>
    public TableDefinition Throughput(TableDefinition table)
    {
        var mode = input.BillingMode switch
        {
            null => table.BillingMode,
            "PAY_PER_REQUEST" => BillingMode.PayPerRequest,
            _ => BillingMode.Provisioned,
        };
        var switched = mode != table.BillingMode;
        if (mode == BillingMode.PayPerRequest && input.ProvisionedThroughput is not null)
            throw TableSchemaRules.Invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
        TableSettingRules.CheckOnDemand(input.OnDemandThroughput, mode == BillingMode.PayPerRequest, "table", canClear: true);
        CheckWarm(table);
        return table with
        {
            BillingMode = mode,
            LastUpdateToPayPerRequest = switched && mode == BillingMode.PayPerRequest ? now : table.LastUpdateToPayPerRequest,
            Throughput = Provisioned(table, mode, switched),
            OnDemandThroughput = TableFactory.OnDemand(input.OnDemandThroughput, table.OnDemandThroughput),
            WarmThroughput = TableFactory.Warm(input.WarmThroughput, table.WarmThroughput),
        };
    }

    private void CheckWarm(TableDefinition table)
    {
        var least = table.WarmThroughput ?? (table.BillingMode == BillingMode.PayPerRequest ? TableSettingRules.InitialOnDemand : table.Throughput.Units);
        CheckWarm("Read", input.WarmThroughput?.Read, least.Read);
        CheckWarm("Write", input.WarmThroughput?.Write, least.Write);
    }

    private static void CheckWarm(string kind, long? units, long least)
    {
        if (units < least)
        {
            throw TableSchemaRules.Invalid(
                $"Requested {kind}UnitsPerSecond for WarmThroughput for table is lower than current WarmThroughput, "
                + "decreasing WarmThroughput is not supported");
        }
    }

    private ProvisionedThroughput Provisioned(TableDefinition table, BillingMode mode, bool switched)
    {
        if (switched && mode == BillingMode.PayPerRequest)
            return table.Throughput with { Units = default };
        if (input.ProvisionedThroughput is not { } asked)
            return table.Throughput;
        var units = new CapacityUnits(asked.Read!.Value, asked.Write!.Value);
        if (!switched && input.IndexUpdates is null && units == table.Throughput.Units)
            throw Unchanged("the table", "the table", units);
        return table.Throughput.ChangeTo(units, now);
    }

    /// <summary>Creates, updates and deletes global indexes.</summary>
    public TableDefinition Indexes(TableDefinition table, TableTransaction write)
    {
        CheckOnlineLimit(table);
        if (input.BillingMode == "PAY_PER_REQUEST")
            table = table with { GlobalIndexes = [.. table.GlobalIndexes.Select(OnDemand)] };
        foreach (var update in input.IndexUpdates ?? [])
        {
            if (update.Create is { } create)
                table = Create(table, create, write);
            else if (update.Delete is { } delete)
                table = Delete(table, delete.IndexName!);
            else
                table = Update(table, update.Update!);
        }
        if (input.BillingMode == "PROVISIONED")
            CheckAllProvisioned(table);
        return table;
    }

    private static IndexDefinition OnDemand(IndexDefinition index) => index with { Throughput = index.Throughput with { Units = default } };

    private void CheckOnlineLimit(TableDefinition table)
    {
        var online = input.IndexUpdates?.Count(update => update.Update is null) ?? 0;
        var pending = table.GlobalIndexes.Count(index => index.Status is ResourceStatus.Creating or ResourceStatus.Deleting);
        if (online > 0 && online + pending > 1)
        {
            throw new ServiceException(
                ErrorType.LimitExceeded,
                "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
        }
    }

    private TableDefinition Create(TableDefinition table, IndexInput index, TableTransaction write)
    {
        if (input.AttributeDefinitions is null)
            throw TableSchemaRules.Invalid($"AttributeDefinitions is not specified for index: {index.IndexName}");
        if (table.FindIndex(index.IndexName!) is not null)
            throw ServiceException.Validation("Attempting to create an index which already exists");
        TableSchemaRules.CheckGlobalIndex(index, TableSchemaRules.Defined(input.AttributeDefinitions));
        CheckNewThroughput(table, index);
        if (table.GlobalIndexes.Length >= TableSchemaRules.MaxGlobalIndexes)
            throw new ServiceException(ErrorType.LimitExceeded, "Subscriber limit exceeded: GlobalSecondaryIndex count exceeds the per-table limit of 20");

        var definitions = Merge(table.AttributeDefinitions, index.KeySchema!);
        var definition = TableFactory.Index(index, true, write.NextKeySpace(), table.KeySchema, definitions)
            with
        { Status = ResourceStatus.Creating, StatusDue = Due, Backfilling = true };
        var after = table with { AttributeDefinitions = definitions, GlobalIndexes = table.GlobalIndexes.Add(definition) };
        TableSchemaRules.CheckProjectedCount(after.LocalIndexes.Concat(after.GlobalIndexes).Select(other => other.Projection.NonKeyAttributes.Length));
        return after;
    }

    private static void CheckNewThroughput(TableDefinition table, IndexInput index)
    {
        var payPerRequest = table.BillingMode == BillingMode.PayPerRequest;
        if (payPerRequest && index.ProvisionedThroughput is not null)
        {
            throw TableSchemaRules.Invalid(
                $"Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: {index.IndexName} when BillingMode is PAY_PER_REQUEST");
        }
        if (!payPerRequest && index.ProvisionedThroughput is null)
            throw TableSchemaRules.Invalid($"Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: {index.IndexName}");
        TableSettingRules.CheckBounds(index.ProvisionedThroughput);
        TableSettingRules.CheckOnDemand(index.OnDemandThroughput, payPerRequest, $"index : {index.IndexName}", canClear: false);
    }

    /// <summary>The table's definitions and those of the new index's key. What is defined already keeps its type.</summary>
    private ImmutableArray<AttributeDefinition> Merge(ImmutableArray<AttributeDefinition> existing, List<KeySchemaElementInput> key)
    {
        var added = TableFactory.AttributeDefinitions(input.AttributeDefinitions!)
            .Where(definition => key.Exists(element => element.AttributeName == definition.Name))
            .Where(definition => !existing.Any(other => other.Name == definition.Name))
            .DistinctBy(definition => definition.Name);
        return [.. existing, .. added];
    }

    private TableDefinition Delete(TableDefinition table, string name)
    {
        var index = Find(table, name, "delete");
        if (index.Status != ResourceStatus.Active)
            throw InUse(table, index);
        return Replace(table, index, index with { Status = ResourceStatus.Deleting, StatusDue = Due });
    }

    private TableDefinition Update(TableDefinition table, IndexInput update)
    {
        var index = Find(table, update.IndexName!, "update");
        if (index.Status != ResourceStatus.Active)
            throw InUse(table, index);
        var payPerRequest = table.BillingMode == BillingMode.PayPerRequest;
        if (payPerRequest && update.ProvisionedThroughput is not null)
        {
            throw TableSchemaRules.Invalid(
                $"The only Updates for index: {index.Name} when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput");
        }
        TableSettingRules.CheckBounds(update.ProvisionedThroughput);
        TableSettingRules.CheckOnDemand(update.OnDemandThroughput, payPerRequest, $"index : {index.Name}", canClear: true);
        var after = index with
        {
            Throughput = Provisioned(index, update.ProvisionedThroughput),
            OnDemandThroughput = TableFactory.OnDemand(update.OnDemandThroughput, index.OnDemandThroughput),
            WarmThroughput = TableFactory.Warm(update.WarmThroughput, index.WarmThroughput),
            Status = ResourceStatus.Updating,
            StatusDue = Due,
        };
        return Replace(table, index, after);
    }

    private ProvisionedThroughput Provisioned(IndexDefinition index, UnitsInput? asked)
    {
        if (asked is null)
            return index.Throughput;
        var units = new CapacityUnits(asked.Read!.Value, asked.Write!.Value);
        if (units == index.Throughput.Units)
            throw Unchanged($"the index {index.Name}", "the index", units);
        return index.Throughput.ChangeTo(units, now);
    }

    private static void CheckAllProvisioned(TableDefinition table)
    {
        foreach (var index in table.GlobalIndexes)
        {
            if (index.Throughput.Units == default)
                throw TableSchemaRules.Invalid($"ProvisionedThroughput must be specified for index: {index.Name}");
        }
    }

    private static IndexDefinition Find(TableDefinition table, string name, string action) => table.FindIndex(name) switch
    {
        { IsGlobal: true } index => index,
        null => throw new ServiceException(ErrorType.ResourceNotFound, $"Requested resource not found: Index {name} for table {table.Name}"),
        _ => throw ServiceException.Validation($"Cannot {action} an index that is not a GlobalSecondaryIndex: {name}"),
    };

    private static TableDefinition Replace(TableDefinition table, IndexDefinition before, IndexDefinition after) =>
        table with { GlobalIndexes = table.GlobalIndexes.Replace(before, after) };

    private static ServiceException InUse(TableDefinition table, IndexDefinition index)
    {
        var what = index.Status switch { ResourceStatus.Creating => "created", ResourceStatus.Deleting => "deleted", _ => "updated" };
        return new ServiceException(
            ErrorType.ResourceInUse,
            $"Attempt to change a resource which is still in use: Index is being {what}. Table: {table.Name}, Index: {index.Name}");
    }

    private static ServiceException Unchanged(string whose, string kind, CapacityUnits units) => ServiceException.Validation(
        $"The provisioned throughput for {whose} will not change. The requested value equals the current value. "
        + $"Current ReadCapacityUnits provisioned for {kind}: {units.Read}. Requested ReadCapacityUnits: {units.Read}. "
        + $"Current WriteCapacityUnits provisioned for {kind}: {units.Write}. Requested WriteCapacityUnits: {units.Write}. "
        + "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.");
}
