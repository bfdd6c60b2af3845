using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations.Tables;

/// <summary>What can be said against an UpdateTable request without looking at the table.</summary>
internal static class UpdateTableRules
{
    private const string NothingToUpdate =
        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, "
        + "MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput "
        + "or TableClass is required";

    public static string CheckStructure(UpdateTableInput input)
    {
        var name = TableConstraints.RequireTableName(input.TableName);
        var validator = new Validator();
        TableConstraints.BillingMode(ref validator, input.BillingMode);
        TableConstraints.Throughput(ref validator, "provisionedThroughput", input.ProvisionedThroughput);
        TableConstraints.AttributeDefinitions(ref validator, input.AttributeDefinitions);
        for (var i = 0; i < input.IndexUpdates?.Count; i++)
            DeclareIndexUpdate(ref validator, $"globalSecondaryIndexUpdates.{i + 1}.member", input.IndexUpdates[i]);
        TableConstraints.Stream(ref validator, input.Stream);
        TableConstraints.Encryption(ref validator, input.Encryption);
        validator.ThrowIfAny();
        return name;
    }

    private static void DeclareIndexUpdate(ref Validator validator, string path, IndexUpdateInput update)
    {
        if (update.Update is { } changed)
        {
            TableConstraints.IndexName(ref validator, $"{path}.update.indexName", changed.IndexName);
            TableConstraints.Throughput(ref validator, $"{path}.update.provisionedThroughput", changed.ProvisionedThroughput);
        }
        if (update.Create is { } created)
            TableConstraints.Index(ref validator, $"{path}.create", created);
        if (update.Delete is { } deleted)
            TableConstraints.IndexName(ref validator, $"{path}.delete.indexName", deleted.IndexName);
    }

    public static void CheckRequest(UpdateTableInput input)
    {
        if (input.Unsupported is { } parameter)
            TableSettingRules.Refuse(parameter, present: true);
        if (IsEmpty(input))
            throw ServiceException.Validation(NothingToUpdate);
        CheckAlone(input);
        CheckTogether(input);
        TableSettingRules.CheckBounds(input.ProvisionedThroughput);
        CheckStream(input.Stream);
        TableSettingRules.CheckEncryption(input.Encryption);
        TableSettingRules.CheckTableClass(input.TableClass);
        if (input is { BillingMode: "PAY_PER_REQUEST", ProvisionedThroughput: not null })
            throw TableSchemaRules.Invalid("ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST");
        if (input is { BillingMode: "PROVISIONED", ProvisionedThroughput: null })
            throw TableSchemaRules.Invalid("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        CheckIndexUpdates(input.IndexUpdates);
    }

    private static bool IsEmpty(UpdateTableInput input) => input is
    {
        ProvisionedThroughput: null,
        BillingMode: null,
        Stream: null,
        IndexUpdates: null,
        Encryption: null,
        DeletionProtection: null,
        OnDemandThroughput: null,
        WarmThroughput: null,
        TableClass: null,
    };

    /// <summary>One change at a time: these do not go together with any other.</summary>
    private static void CheckAlone(UpdateTableInput input)
    {
        var changes = Count(input.ProvisionedThroughput, input.BillingMode, input.Stream, input.IndexUpdates, input.Encryption)
            + Count(input.DeletionProtection, input.OnDemandThroughput, input.WarmThroughput, input.TableClass);
        if (changes == 1)
            return;
        if (input.Encryption is not null)
            throw TableSchemaRules.Invalid("Server-Side Encryption modification must be the only operation in the request");
        if (input.TableClass is not null)
            throw TableSchemaRules.Invalid("TableClass modification must be the only operation in the request");
        if (input.DeletionProtection is not null)
            throw TableSchemaRules.Invalid("DeletionProtection modification must be the only operation in the request");
        if (input.WarmThroughput is not null)
            throw TableSchemaRules.Invalid("WarmThroughput must be the only operation in the request");
        if (input.OnDemandThroughput is not null && !(changes == 2 && input.BillingMode is not null))
            throw TableSchemaRules.Invalid("OnDemandThroughput can only be combined with BillingMode in an UpdateTable request");
    }

    private static int Count(params ReadOnlySpan<object?> changes)
    {
        var count = 0;
        foreach (var change in changes)
            count += change is null ? 0 : 1;
        return count;
    }

    private static void CheckTogether(UpdateTableInput input)
    {
        var throughput = input.ProvisionedThroughput is not null || input.BillingMode == "PROVISIONED";
        var indexes = input.IndexUpdates?.Exists(update => update.Create is not null || update.Delete is not null) ?? false;
        if (throughput && input.Stream is not null)
            throw TableSchemaRules.Invalid("You cannot modify stream status while updating table IOPS");
        if (throughput && indexes)
            throw TableSchemaRules.Invalid("You cannot create or delete index while updating table IOPS");
        if (indexes && input.Stream is not null)
            throw TableSchemaRules.Invalid("You cannot create or delete index while changing stream status");
    }

    private static void CheckStream(StreamInput? stream)
    {
        if (stream is { Enabled: true, ViewType: null })
            throw TableSchemaRules.Invalid("If stream is being enabled then UpdateViewType is required");
        if (stream is { Enabled: false, ViewType: not null })
            throw TableSchemaRules.Invalid("If stream is being disabled, then UpdateViewType must not be specified");
    }

    private static void CheckIndexUpdates(List<IndexUpdateInput>? updates)
    {
        if (updates is null)
            return;
        if (updates.Count == 0)
            throw TableSchemaRules.Invalid("List of GlobalSecondaryIndexUpdates is empty");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var update in updates)
        {
            var actions = Count(update.Update, update.Create, update.Delete);
            if (actions == 0)
            {
                throw TableSchemaRules.Invalid(
                    "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null");
            }
            if (actions > 1)
                throw TableSchemaRules.Invalid("Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object");
            if (!names.Add(update.IndexName!))
                throw TableSchemaRules.Invalid($"Only one global secondary index update per index is allowed simultaneously. Index: {update.IndexName}");
        }
    }
}
