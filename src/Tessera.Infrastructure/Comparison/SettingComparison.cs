using Tessera.Infrastructure.Templates;

namespace Tessera.Infrastructure.Comparison;

/// <summary>Compares what the service changes in place: stream, time to live, billing, backups, encryption, protection, tags.</summary>
internal sealed class SettingComparison(TableModel model, LiveTable live)
{
    private const string Off = "off";
    private const string Deploy = "Deploy: the service changes it in place.";

    private DeploymentModel Deployment => model.Deployment;

    public IEnumerable<TableDifference> Compare()
    {
        TableDifference?[] all = [Stream(), TimeToLive(), Billing(), Recovery(), Encryption(), Protection(), TableClass(), .. Tags()];
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
        var isOnDemand = live.Table.BillingModeSummary?.BillingMode?.Value == "PAY_PER_REQUEST";
        var throughput = live.Table.ProvisionedThroughput;
        var has = isOnDemand ? "on demand" : $"provisioned, {throughput?.ReadCapacityUnits ?? 0} read and {throughput?.WriteCapacityUnits ?? 0} write units";
        var wants = Deployment.IsProvisioned ? $"provisioned, {Deployment.ReadCapacityUnits} read and {Deployment.WriteCapacityUnits} write units" : "on demand";
        return Difference("billing", has, wants, "Deploy: the service changes it in place, to on demand four times in 24 hours at most.");
    }

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
        var has = isKms ? "a KMS key" : "the service's own key";
        var wants = Deployment.Encryption == TableEncryption.Owned ? "the service's own key" : "a KMS key";
        return Difference("encryption", has, wants, Deploy);
    }

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
