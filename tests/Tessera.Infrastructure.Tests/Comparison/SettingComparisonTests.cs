using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Tessera.Infrastructure.Comparison;

namespace Tessera.Infrastructure.Tests.Comparison;

/// <summary>Settings that the bundled engine does not have: keys of KMS, backups, and the units of provisioned indexes.</summary>
public sealed class SettingComparisonTests
{
    private const string KeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";

    private static readonly TableModel _model = new()
    {
        Name = "plain",
        PartitionKey = new KeyModel("PK"),
        Indexes = [new IndexModel { Name = "GSI1", PartitionKey = new KeyModel("GSI1PK") }],
    };

    [Theory]
    [InlineData(null, TableEncryption.Owned, null)]
    [InlineData(null, TableEncryption.Managed, null, "encryption: the service's own key -> a KMS key")]
    [InlineData(KeyArn, TableEncryption.Owned, null, "encryption: a KMS key -> the service's own key")]
    [InlineData(KeyArn, TableEncryption.Managed, null)]
    [InlineData(KeyArn, TableEncryption.CustomerManaged, "alias/shop")]
    [InlineData(KeyArn, TableEncryption.CustomerManaged, KeyArn)]
    [InlineData(KeyArn, TableEncryption.CustomerManaged, "1234abcd")]
    [InlineData(KeyArn, TableEncryption.CustomerManaged, "5678ef", "encryption: the KMS key 1234abcd -> the KMS key 5678ef")]
    [InlineData(null, TableEncryption.CustomerManaged, "5678ef", "encryption: the service's own key -> the KMS key 5678ef")]
    public void Compare_OfEncryption_TellsTheKeysApart(string? live, TableEncryption wanted, string? key, params string[] expected)
    {
        var table = OnDemand();
        if (live is not null)
            table.SSEDescription = new SSEDescription { Status = SSEStatus.ENABLED, SSEType = SSEType.KMS, KMSMasterKeyArn = live };
        Assert.Equal(expected, Compare(new DeploymentModel { Encryption = wanted, EncryptionKey = key }, table));
    }

    [Fact]
    public void Compare_OfProvisionedUnits_ComparesEachIndexToo()
    {
        var table = new TableDescription
        {
            ProvisionedThroughput = new ProvisionedThroughputDescription { ReadCapacityUnits = 5, WriteCapacityUnits = 2 },
            GlobalSecondaryIndexes =
            [
                new() { IndexName = "GSI1", ProvisionedThroughput = new ProvisionedThroughputDescription { ReadCapacityUnits = 1, WriteCapacityUnits = 2 } },
                new() { IndexName = "Unknown", ProvisionedThroughput = new ProvisionedThroughputDescription { ReadCapacityUnits = 9, WriteCapacityUnits = 9 } },
            ],
        };
        Assert.Equal(
            ["billing of index GSI1: provisioned, 1 read and 2 write units -> provisioned, 5 read and 2 write units"],
            Compare(new DeploymentModel { ReadCapacityUnits = 5, WriteCapacityUnits = 2 }, table));
    }

    [Theory]
    [InlineData(35, null)]
    [InlineData(7, 7)]
    [InlineData(7, 14, "point-in-time recovery: 7 days -> 14 days")]
    public void Compare_OfRecovery_TellsThePeriod(int live, int? wanted, params string[] expected)
    {
        var backups = new ContinuousBackupsDescription
        {
            PointInTimeRecoveryDescription = new PointInTimeRecoveryDescription { PointInTimeRecoveryStatus = PointInTimeRecoveryStatus.ENABLED, RecoveryPeriodInDays = live },
        };
        Assert.Equal(expected, Compare(new DeploymentModel { PointInTimeRecovery = true, RecoveryPeriodDays = wanted }, OnDemand(), backups));
    }

    private static TableDescription OnDemand() => new() { BillingModeSummary = new BillingModeSummary { BillingMode = BillingMode.PAY_PER_REQUEST } };

    private static IEnumerable<string> Compare(DeploymentModel deployment, TableDescription table, ContinuousBackupsDescription? backups = null) =>
        new SettingComparison(_model with { Deployment = deployment }, new LiveTable(table, null, backups, null, [])).Compare()
            .Select(difference => $"{difference.Subject}: {difference.Live} -> {difference.Code}");
}
