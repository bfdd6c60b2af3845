namespace Tessera.Engine.Operations.Tables;

// The parts of requests about tables, as they were sent: nothing is checked but their JSON types, and anything may be missing.

internal sealed record AttributeDefinitionInput(string? AttributeName, string? AttributeType);

internal sealed record KeySchemaElementInput(string? AttributeName, string? KeyType);

internal sealed record ProjectionInput(string? ProjectionType, List<string?>? NonKeyAttributes);

/// <summary>Provisioned, on-demand or warm throughput: a pair of read and write units.</summary>
internal sealed record UnitsInput(long? Read, long? Write);

internal sealed record IndexInput
{
    public string? IndexName { get; init; }

    public List<KeySchemaElementInput>? KeySchema { get; init; }

    public ProjectionInput? Projection { get; init; }

    public UnitsInput? ProvisionedThroughput { get; init; }

    public UnitsInput? OnDemandThroughput { get; init; }

    public UnitsInput? WarmThroughput { get; init; }
}

internal sealed record StreamInput(bool? Enabled, string? ViewType);

internal sealed record EncryptionInput(bool? Enabled, string? Type, string? KmsMasterKeyId);

internal sealed record TagInput(string? Key, string? Value);
