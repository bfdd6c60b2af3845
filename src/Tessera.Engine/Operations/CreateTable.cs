using System.Collections.Immutable;
using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Operations.Tables;
using Tessera.Engine.Protocol;
using Tessera.Engine.Streams;

namespace Tessera.Engine.Operations;

/// <summary>CreateTable: adds a table with its indexes; it is CREATING until the next request after its delay.</summary>
internal static class CreateTable
{
    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var input = CreateTableInput.Read(context.Body);
        var name = CheckStructure(input);
        CheckSettings(input);
        CheckSchema(input);
        var table = Create(context, input, name);
        TableResponse.Write(context, response, "TableDescription"u8, table);
    }

    private static string CheckStructure(CreateTableInput input)
    {
        var name = TableConstraints.RequireTableName(input.TableName);
        var validator = new Validator();
        validator.NotNull("attributeDefinitions", input.AttributeDefinitions);
        TableConstraints.BillingMode(ref validator, input.BillingMode);
        TableConstraints.Throughput(ref validator, "provisionedThroughput", input.ProvisionedThroughput);
        TableConstraints.AttributeDefinitions(ref validator, input.AttributeDefinitions);
        TableConstraints.KeySchema(ref validator, "keySchema", input.KeySchema);
        TableConstraints.Indexes(ref validator, "localSecondaryIndexes", input.LocalIndexes);
        TableConstraints.Indexes(ref validator, "globalSecondaryIndexes", input.GlobalIndexes);
        TableConstraints.Stream(ref validator, input.Stream);
        TableConstraints.Encryption(ref validator, input.Encryption);
        validator.ThrowIfAny();
        return name;
    }

    private static void CheckSettings(CreateTableInput input)
    {
        TableSettingRules.Refuse("ResourcePolicy", input.HasResourcePolicy);
        TableSettingRules.Refuse("VectorIndexes", input.HasVectorIndexes);
        TableSettingRules.Refuse("GlobalTableSourceArn", input.HasGlobalTableSource);
        if (input.IsPayPerRequest && input.ProvisionedThroughput is not null)
            throw TableSchemaRules.Invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
        if (!input.IsPayPerRequest && input.ProvisionedThroughput is null)
            throw TableSchemaRules.Invalid("ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        TableSettingRules.CheckBounds(input.ProvisionedThroughput);
        TableSettingRules.CheckOnDemand(input.OnDemandThroughput, input.IsPayPerRequest, "table", canClear: false);
        TableSettingRules.CheckWarm(input.WarmThroughput, input.ProvisionedThroughput, "table");
        CheckStream(input.Stream);
        TableSettingRules.CheckEncryption(input.Encryption);
        TableSettingRules.CheckTableClass(input.TableClass);
        TableSettingRules.CheckTags(input.Tags ?? []);
        TableSettingRules.CheckTagCount(input.Tags?.Count ?? 0);
    }

    private static void CheckStream(StreamInput? stream)
    {
        if (stream is { Enabled: true, ViewType: null })
            throw TableSchemaRules.Invalid("Table is being created with a stream enabled, UpdateViewType is required");
        if (stream is { Enabled: false, ViewType: not null })
            throw TableSchemaRules.Invalid("Table is being created with a stream disabled, UpdateViewType should not be specified");
    }

    private static void CheckSchema(CreateTableInput input)
    {
        var (key, definitions) = (input.KeySchema!, input.AttributeDefinitions!);
        TableSchemaRules.CheckTableKey(key, definitions, hasIndexes: input.LocalIndexes is not null || input.GlobalIndexes is not null);
        var names = new HashSet<string>(StringComparer.Ordinal);
        TableSchemaRules.CheckLocalIndexes(input.LocalIndexes, key, definitions, names);
        TableSchemaRules.CheckGlobalIndexes(input.GlobalIndexes, definitions, input.IsPayPerRequest, names);
        foreach (var index in input.GlobalIndexes ?? [])
        {
            TableSettingRules.CheckBounds(index.ProvisionedThroughput);
            TableSettingRules.CheckOnDemand(index.OnDemandThroughput, input.IsPayPerRequest, $"index : {index.IndexName}", canClear: false);
            TableSettingRules.CheckWarm(index.WarmThroughput, index.ProvisionedThroughput, $"index {index.IndexName}");
        }
        List<IndexInput> indexes = [.. input.LocalIndexes ?? [], .. input.GlobalIndexes ?? []];
        TableSchemaRules.CheckProjectedCount(indexes.Select(index => index.Projection!.NonKeyAttributes?.Count ?? 0));
        TableSchemaRules.CheckAllUsed(definitions, [.. key, .. indexes.SelectMany(index => index.KeySchema!)]);
    }

    private static TableDefinition Create(RequestContext context, CreateTableInput input, string nameOrArn)
    {
        if (!TableName.TryResolve(nameOrArn, context.Region, context.Catalog.AccountId, out var name))
            throw new ServiceException(ErrorType.ResourceNotFound, $"Requested resource not found: Table: {nameOrArn} not found");
        using var write = context.Catalog.BeginWrite();
        if (context.Catalog.FindTable(context.Region, name) is not null)
            throw new ServiceException(ErrorType.ResourceInUse, $"Table already exists: {name}");
        var table = Define(context, input, name, write);
        if (input.Stream is { Enabled: true, ViewType: { } viewType })
            table = table with { Stream = StreamLife.Enable(write, table, TableFactory.ViewTypeOf(viewType), context.Engine.Random.NextGuid(), table.StatusDue!.Value) };
        write.PutTable(table);
        write.Commit();
        return table;
    }

    private static TableDefinition Define(RequestContext context, CreateTableInput input, string name, TableTransaction write)
    {
        var now = context.Now;
        var due = now + context.Engine.Options.StatusDelay;
        var definitions = TableFactory.AttributeDefinitions(input.AttributeDefinitions!);
        var key = TableFactory.KeySchema(input.KeySchema!, definitions);
        return new TableDefinition
        {
            Name = name,
            Region = context.Region,
            Arn = TableName.ToArn(name, context.Region, context.Catalog.AccountId),
            Id = context.Engine.Random.NextGuid(),
            KeySpaceId = write.NextKeySpace(),
            AttributeDefinitions = definitions,
            KeySchema = key,
            CreationTime = now,
            LocalIndexes = [.. (input.LocalIndexes ?? []).Select(index => TableFactory.Index(index, false, write.NextKeySpace(), key, definitions))],
            GlobalIndexes =
            [
                .. (input.GlobalIndexes ?? []).Select(index => TableFactory.Index(index, true, write.NextKeySpace(), key, definitions)
                    with { Status = ResourceStatus.Creating, StatusDue = due }),
            ],
            Status = ResourceStatus.Creating,
            StatusDue = due,
            BillingMode = input.IsPayPerRequest ? BillingMode.PayPerRequest : BillingMode.Provisioned,
            LastUpdateToPayPerRequest = input.IsPayPerRequest ? now : null,
            Throughput = TableFactory.Throughput(input.ProvisionedThroughput),
            OnDemandThroughput = TableFactory.OnDemand(input.OnDemandThroughput, before: null),
            WarmThroughput = TableFactory.Warm(input.WarmThroughput, before: null),
            Encryption = TableFactory.Encryption(input.Encryption, context),
            TableClass = TableFactory.TableClass(input.TableClass),
            DeletionProtection = input.DeletionProtection ?? false,
            Tags = (input.Tags ?? []).ToImmutableSortedDictionary(tag => tag.Key!, tag => tag.Value!, StringComparer.Ordinal),
        };
    }
}
