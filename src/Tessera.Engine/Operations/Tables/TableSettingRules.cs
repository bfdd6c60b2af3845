using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;

namespace Tessera.Engine.Operations.Tables;

/// <summary>What CreateTable and UpdateTable demand of a table's other settings, in the service's words.</summary>
internal static class TableSettingRules
{
    private const long MaxCapacityUnits = 1_000_000_000_000;
    private const int MaxTags = 50;
    private const int MaxTagKeyLength = 128;
    private const int MaxTagValueLength = 256;

    /// <summary>The warm throughput that an on-demand table begins with.</summary>
    public static readonly CapacityUnits InitialOnDemand = new(12_000, 4_000);

    public static void CheckBounds(UnitsInput? throughput)
    {
        if (throughput?.Read > MaxCapacityUnits)
            throw ServiceException.Validation($"Given value {throughput.Read} for ReadCapacityUnits is out of bounds");
        if (throughput?.Write > MaxCapacityUnits)
            throw ServiceException.Validation($"Given value {throughput.Write} for WriteCapacityUnits is out of bounds");
    }

    /// <param name="units">What was asked for.</param>
    /// <param name="payPerRequest">Whether the table will be an on-demand one.</param>
    /// <param name="owner">Whose units they are: <c>table</c> or <c>index : name</c>.</param>
    /// <param name="canClear">Whether -1 may take the maximum away.</param>
    public static void CheckOnDemand(UnitsInput? units, bool payPerRequest, string owner, bool canClear)
    {
        if (units is null)
            return;
        CheckOnDemand("MaxReadRequestUnits", units.Read, payPerRequest, owner, canClear);
        CheckOnDemand("MaxWriteRequestUnits", units.Write, payPerRequest, owner, canClear);
    }

    private static void CheckOnDemand(string name, long? units, bool payPerRequest, string owner, bool canClear)
    {
        if (units is null)
            return;
        if (!payPerRequest)
        {
            var whose = owner == "table" ? "" : $" for {owner}";
            throw TableSchemaRules.Invalid($"{name} for OnDemandThroughput cannot be specified{whose} when the table BillingMode is PROVISIONED");
        }
        if (units < 1 && !(units == -1 && canClear))
            throw TableSchemaRules.Invalid($"Requested {name} for OnDemandThroughput for {owner} is outside of valid range");
    }

    /// <summary>Warm throughput may not be asked for below what the table has anyway.</summary>
    public static void CheckWarm(UnitsInput? warm, UnitsInput? provisioned, string owner)
    {
        var least = provisioned is null ? InitialOnDemand : new CapacityUnits(provisioned.Read ?? 0, provisioned.Write ?? 0);
        CheckWarm("Read", warm?.Read, least.Read, provisioned is null, owner);
        CheckWarm("Write", warm?.Write, least.Write, provisioned is null, owner);
    }

    private static void CheckWarm(string kind, long? units, long least, bool payPerRequest, string owner)
    {
        if (!(units < least))
            return;
        var floor = payPerRequest ? "initial throughput for OnDemand." : $"{kind}CapacityUnits of ProvisionedThroughput";
        throw TableSchemaRules.Invalid($"Requested {kind}UnitsPerSecond for WarmThroughput for {owner} is lower than {floor}");
    }

    public static void CheckEncryption(EncryptionInput? encryption)
    {
        if (encryption is null)
            return;
        if (encryption is { Enabled: false, Type: not null })
            throw TableSchemaRules.Invalid("SSEType can not be specified if Enabled is false");
        if (encryption is { Enabled: false, KmsMasterKeyId: not null })
            throw TableSchemaRules.Invalid("KMSMasterKeyId can not be specified if Enabled is false");
        if (encryption is { KmsMasterKeyId: not null, Type: not "KMS" })
            throw TableSchemaRules.Invalid("SSEType KMS is required if KMSMasterKeyId is specified");
        if (encryption.Type == "AES256")
            throw TableSchemaRules.Invalid("SSEType AES256 is not supported");
    }

    public static void CheckTableClass(string? tableClass)
    {
        if (tableClass is not (null or "STANDARD" or "STANDARD_INFREQUENT_ACCESS"))
        {
            throw ServiceException.Validation(
                "Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].");
        }
    }

    public static void CheckTags(List<TagInput> tags)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            if (key is not { Length: > 0 and <= MaxTagKeyLength })
                throw ServiceException.Validation($"The Tag Key provided is invalid, Key: {key ?? "null"}");
            if (value is not { Length: <= MaxTagValueLength })
                throw ServiceException.Validation($"The Tag Value provided is invalid, Value: {value ?? "null"}");
            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
                throw ServiceException.Validation($"Tag Key cannot be prefixed with aws:, Key: {key}");
            if (!keys.Add(key))
                throw ServiceException.Validation($"Duplicate Tag Keys provided as input: Duplicate Tag Key found {key}");
        }
    }

    public static void CheckTagCount(int count)
    {
        if (count > MaxTags)
            throw ServiceException.Validation("Number of Tags exceed the current limit for the provided ResourceArn");
    }

    /// <summary>Refuses what the engine does not have, by name: better than to seem to do it.</summary>
    public static void Refuse(string parameter, bool present)
    {
        if (present)
            throw ServiceException.Validation($"The parameter '{parameter}' is not supported by this engine");
    }
}
