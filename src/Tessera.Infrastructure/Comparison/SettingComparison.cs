using Amazon.DynamoDBv2.Model;
using Tessera.Infrastructure.Templates;

namespace Tessera.Infrastructure.Comparison;

/// <summary>Compares what the service changes in place: stream, time to live, billing, backups, encryption, protection, tags.</summary>
internal sealed class SettingComparison(TableModel model, LiveTable live)
{
    private const string Off = "off";
    private const string OwnKey = "the service's own key";
    private const string SomeKmsKey = "a KMS key";
    private const string Deploy = "Deploy: the service changes it in place.";

    private DeploymentModel Deployment => model.Deployment;

    public IEnumerable<TableDifference> Compare()
    {
        TableDifference?[] all = [Stream(), TimeToLive(), Billing(), .. IndexBilling(), Recovery(), Encryption(), Protection(), TableClass(), .. Tags()];
        return all.OfType<TableDifference>();
    }

    private TableDifference? Stream()
    {
        var specification = live.Table.StreamSpecification;
        var has = specification?.StreamEnabled == true ? specification.StreamViewType.Value : Off;
        var wants = model.Stream == StreamView.None ? Off : KeyAttributes.ViewType(model.Stream);
        var fix = has == Off || wants == Off
            ? Deploy
            : "Turn the stream off, deploy, then turn it on with the new view and deploy again: its ARN changes, and mappings start anew.";
        return Difference("stream", has, wants, fix);
    }

    private TableDifference? TimeToLive()
    {
        if (live.TimeToLive is not { } description)
            return null;
        var isOn = description.TimeToLiveStatus?.Value is "ENABLED" or "ENABLING";
        var (has, wants) = (isOn ? description.AttributeName : Off, model.TimeToLiveAttribute ?? Off);
        var fix = isOn && wants != Off ? "Turn time to live off, deploy, wait an hour, and turn it on with the new attribute." : Deploy;
        return Difference("time to live", has, wants, fix);
    }

    private TableDifference? Billing()
    {
        var has = IsOnDemand ? "on demand" : Provisioned(live.Table.ProvisionedThroughput);
        return Difference("billing", has, Wanted, "Deploy: the service changes it in place, to on demand four times in 24 hours at most.");
    }

    /// <summary>A provisioned global index has units of its own; the templates give it the table's.</summary>
    private IEnumerable<TableDifference?> IndexBilling()
    {
        if (IsOnDemand || !Deployment.IsProvisioned)
            return [];
        return from index in live.Table.GlobalSecondaryIndexes ?? []
               where model.Indexes.Any(wanted => wanted.Name == index.IndexName)
               select Difference($"billing of index {index.IndexName}", Provisioned(index.ProvisionedThroughput), Wanted, Deploy);
    }

    private bool IsOnDemand => live.Table.BillingModeSummary?.BillingMode?.Value == "PAY_PER_REQUEST";

    private string Wanted => Deployment.IsProvisioned ? Provisioned(Deployment.ReadCapacityUnits, Deployment.WriteCapacityUnits) : "on demand";

    private static string Provisioned(ProvisionedThroughputDescription? throughput) => Provisioned(throughput?.ReadCapacityUnits, throughput?.WriteCapacityUnits);

    private static string Provisioned(long? read, long? write) => $"provisioned, {read ?? 0} read and {write ?? 0} write units";

    private TableDifference? Recovery()
    {
        if (live.Backups is not { } backups)
            return null;
        var description = backups.PointInTimeRecoveryDescription;
        var isOn = description?.PointInTimeRecoveryStatus?.Value == "ENABLED";
        var has = isOn ? $"{description!.RecoveryPeriodInDays ?? 35} days" : Off;
        var wants = Deployment.PointInTimeRecovery ? $"{Deployment.RecoveryPeriodDays ?? 35} days" : Off;
        return Difference("point-in-time recovery", has, wants, Deploy);
    }

    private TableDifference? Encryption()
    {
        var isKms = live.Table.SSEDescription?.Status?.Value is "ENABLED" or "ENABLING" or "UPDATING";
        // Which key an alias stands for only KMS knows, and nor can the service's managed key be told by its ARN.
        var isNamed = Deployment.EncryptionKey is { } key && !key.Contains("alias/", StringComparison.Ordinal);
        var has = !isKms ? OwnKey : isNamed ? KmsKey(live.Table.SSEDescription!.KMSMasterKeyArn) : SomeKmsKey;
        var wants = Deployment.Encryption == TableEncryption.Owned ? OwnKey : isNamed ? KmsKey(Deployment.EncryptionKey!) : SomeKmsKey;
        return Difference("encryption", has, wants, Deploy);
    }

    private static string KmsKey(string? arnOrId) => $"the KMS key {arnOrId?[(arnOrId.LastIndexOf('/') + 1)..]}";

    private TableDifference? Protection() =>
        Difference("deletion protection", live.Table.DeletionProtectionEnabled == true ? "on" : Off, Deployment.DeletionProtection ? "on" : Off, Deploy);

    private TableDifference? TableClass()
    {
        var has = live.Table.TableClassSummary?.TableClass?.Value ?? "STANDARD";
        var wants = Deployment.InfrequentAccess ? "STANDARD_INFREQUENT_ACCESS" : "STANDARD";
        return Difference("table class", has, wants, "Deploy: the service changes it in place, twice in 30 days at most.");
    }

    /// <summary>Tags that others have put on the table are not the code's business.</summary>
    private IEnumerable<TableDifference?> Tags()
    {
        if (live.Tags is not { } tags)
            return [];
        return Deployment.Tags.Select(tag => Difference($"tag {tag.Key}", tags.FirstOrDefault(other => other.Key == tag.Key)?.Value ?? "none", tag.Value, Deploy));
    }

    private static TableDifference? Difference(string subject, string has, string wants, string fix) =>
        has == wants ? null : new TableDifference(subject, has, wants, TableChange.InPlace, fix);
}
