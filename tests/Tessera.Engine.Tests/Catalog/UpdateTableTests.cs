using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Catalog;

public sealed class UpdateTableTests : IDisposable
{
    private const string Invalid = "One or more parameter values were invalid: ";
    private const string CreateIndex =
        """ "AttributeDefinitions":[{"AttributeName":"g","AttributeType":"S"}],"GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"byG","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}}] """;

    private readonly EngineUnderTest _engine = new();

    public UpdateTableTests()
    {
        _engine.Create("OnDemand", "a:S");
        _engine.Do("CreateTable", """
            {"TableName":"Provisioned","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],
             "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}}
            """);
    }

    [Theory]
    [InlineData("{}", "The parameter 'TableName' is required but was not present in the request")]
    [InlineData(
        """{"TableName":"ab"}""",
        "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3")]
    [InlineData(
        """{"TableName":"OnDemand"}""",
        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, "
        + "MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required")]
    [InlineData("""{"TableName":"OnDemand","GlobalSecondaryIndexUpdates":[]}""", Invalid + "List of GlobalSecondaryIndexUpdates is empty")]
    [InlineData(
        """{"TableName":"OnDemand","GlobalSecondaryIndexUpdates":[{}]}""",
        Invalid + "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null")]
    [InlineData(
        """{"TableName":"OnDemand","GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"abc"}},{"Delete":{"IndexName":"abc"}}]}""",
        Invalid + "Only one global secondary index update per index is allowed simultaneously. Index: abc")]
    [InlineData(
        """{"TableName":"OnDemand","ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1}}""",
        Invalid + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST")]
    [InlineData("""{"TableName":"OnDemand","BillingMode":"PROVISIONED"}""", Invalid + "ProvisionedThroughput must be specified when BillingMode is PROVISIONED")]
    [InlineData(
        """{"TableName":"Provisioned","ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}}""",
        "The provisioned throughput for the table will not change. The requested value equals the current value. "
        + "Current ReadCapacityUnits provisioned for the table: 5. Requested ReadCapacityUnits: 5. "
        + "Current WriteCapacityUnits provisioned for the table: 5. Requested WriteCapacityUnits: 5. "
        + "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.")]
    [InlineData(
        """{"TableName":"Provisioned","ProvisionedThroughput":{"ReadCapacityUnits":1000000000001,"WriteCapacityUnits":5}}""",
        "Given value 1000000000001 for ReadCapacityUnits is out of bounds")]
    [InlineData("""{"TableName":"OnDemand","StreamSpecification":{"StreamEnabled":true}}""", Invalid + "If stream is being enabled then UpdateViewType is required")]
    [InlineData("""{"TableName":"OnDemand","StreamSpecification":{"StreamEnabled":false}}""", "Table has no stream to disable: TableName: OnDemand")]
    [InlineData("""{"TableName":"OnDemand","SSESpecification":{"Enabled":false}}""", Invalid + "Table is already encrypted by default")]
    [InlineData(
        """{"TableName":"OnDemand","SSESpecification":{"Enabled":true},"DeletionProtectionEnabled":true}""",
        Invalid + "Server-Side Encryption modification must be the only operation in the request")]
    [InlineData(
        """{"TableName":"Provisioned","ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1},"StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}}""",
        Invalid + "You cannot modify stream status while updating table IOPS")]
    [InlineData("""{"TableName":"OnDemand","ReplicaUpdates":[]}""", "The parameter 'ReplicaUpdates' is not supported by this engine")]
    [InlineData(
        """{"TableName":"OnDemand","TableClass":"GOLD"}""",
        "Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].")]
    public void UpdateTable_Impossible_SaysWhy(string request, string message) => _engine.Call("UpdateTable", request).ShouldFail("ValidationException", message);

    [Fact]
    public void UpdateTable_OfAMissingTable_IsNotFound() =>
        _engine.Call("UpdateTable", """{"TableName":"abc","ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1}}""")
            .ShouldFail("ResourceNotFoundException", "Requested resource not found: Table: abc not found");

    [Fact]
    public void UpdateTable_Throughput_KeepsTimesAndDecreases()
    {
        var updating = Update("Provisioned", """ "ProvisionedThroughput":{"ReadCapacityUnits":9,"WriteCapacityUnits":5} """);
        Assert.Equal("UPDATING", updating.Text("TableDescription.TableStatus"));
        _engine.Clock.Advance(TimeSpan.FromHours(1));
        Update("Provisioned", """ "ProvisionedThroughput":{"ReadCapacityUnits":4,"WriteCapacityUnits":5} """);

        var table = Describe("Provisioned");
        Assert.Equal("ACTIVE", table.Text("Table.TableStatus"));
        Assert.Equal(
            """{"LastIncreaseDateTime":1767323045.678,"LastDecreaseDateTime":1767326645.678,"NumberOfDecreasesToday":1,"ReadCapacityUnits":4,"WriteCapacityUnits":5}""",
            table.Text("Table.ProvisionedThroughput"));
        _engine.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("0", Describe("Provisioned").Text("Table.ProvisionedThroughput.NumberOfDecreasesToday"));
    }

    [Fact]
    public void UpdateTable_BillingMode_GoesBothWays()
    {
        Update("Provisioned", """ "BillingMode":"PAY_PER_REQUEST" """);
        var table = Describe("Provisioned");
        Assert.Equal("""{"BillingMode":"PAY_PER_REQUEST","LastUpdateToPayPerRequestDateTime":1767323045.678}""", table.Text("Table.BillingModeSummary"));
        Assert.Equal("0", table.Text("Table.ProvisionedThroughput.ReadCapacityUnits"));

        Update("Provisioned", """ "BillingMode":"PROVISIONED","ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":2} """);
        table = Describe("Provisioned");
        Assert.Equal("PROVISIONED", table.Text("Table.BillingModeSummary.BillingMode"));
        Assert.Equal("2", table.Text("Table.ProvisionedThroughput.WriteCapacityUnits"));
    }

    [Fact]
    public void UpdateTable_Stream_LeavesItsArnWhenDisabled()
    {
        const string label = "2026-01-02T03:04:05.678";
        var enabled = Update("OnDemand", """ "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"} """);
        Assert.Equal(label, enabled.Text("TableDescription.LatestStreamLabel"));
        _engine.Call("UpdateTable", """{"TableName":"OnDemand","StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}}""")
            .ShouldFail("ResourceInUseException", "Table already has an enabled stream: TableName: OnDemand");
        Update("OnDemand", """ "StreamSpecification":{"StreamEnabled":false} """);
        var table = Describe("OnDemand");
        Assert.Null(table["Table.StreamSpecification"]);
        Assert.Equal("arn:aws:dynamodb:us-east-1:000000000000:table/OnDemand/stream/" + label, table.Text("Table.LatestStreamArn"));
    }

    [Fact]
    public void UpdateTable_NewIndex_IsFilledAndMaintained()
    {
        for (var i = 0; i < 5; i++)
            _engine.Do("PutItem", $$$"""{"TableName":"OnDemand","Item":{"a":{"S":"{{{i}}}"},"g":{"S":"{{{i % 2}}}"} } }""");
        _engine.Do("PutItem", """{"TableName":"OnDemand","Item":{"a":{"S":"sparse"}}}""");

        var creating = Update("OnDemand", CreateIndex);
        Assert.Equal("CREATING", creating.Text("TableDescription.GlobalSecondaryIndexes.0.IndexStatus"));
        Assert.Equal("true", creating.Text("TableDescription.GlobalSecondaryIndexes.0.Backfilling"));

        Assert.Equal("3", Query("0"));
        _engine.Do("PutItem", """{"TableName":"OnDemand","Item":{"a":{"S":"late"},"g":{"S":"0"}}}""");
        Assert.Equal("4", Query("0"));
        var table = Describe("OnDemand");
        Assert.Equal("ACTIVE", table.Text("Table.GlobalSecondaryIndexes.0.IndexStatus"));
        Assert.Null(table["Table.GlobalSecondaryIndexes.0.Backfilling"]);
        Assert.Equal("6", table.Text("Table.GlobalSecondaryIndexes.0.ItemCount"));
        Assert.Equal("7", table.Text("Table.ItemCount"));

        Update("OnDemand", """ "GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"byG"}}] """);
        table = Describe("OnDemand");
        Assert.Null(table["Table.GlobalSecondaryIndexes"]);
        Assert.Equal("""[{"AttributeName":"a","AttributeType":"S"}]""", table.Text("Table.AttributeDefinitions"));

        // A new index of the same name does not see the entries of the old one.
        _engine.Do("DeleteItem", """{"TableName":"OnDemand","Key":{"a":{"S":"late"}}}""");
        Update("OnDemand", CreateIndex);
        Assert.Equal("3", Query("0"));
    }

    [Theory]
    [InlineData(
        """ "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"byG","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"} } }] """,
        "ValidationException",
        Invalid + "AttributeDefinitions is not specified for index: byG")]
    [InlineData(
        """ "GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"abc"} }] """,
        "ResourceNotFoundException",
        "Requested resource not found: Index abc for table OnDemand")]
    [InlineData(
        """ "GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"abc"} },{"Delete":{"IndexName":"abd"} }] """,
        "LimitExceededException",
        "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table")]
    public void UpdateTable_OfIndexes_Impossible_SaysWhy(string members, string error, string message) =>
        _engine.Call("UpdateTable", $$"""{"TableName":"OnDemand",{{members}}}""").ShouldFail(error, message);

    [Fact]
    public void UpdateTable_IndexThatExists_IsRefused()
    {
        Update("OnDemand", CreateIndex);
        _engine.Call("UpdateTable", $$"""{"TableName":"OnDemand",{{CreateIndex}}}""").ShouldFail("ValidationException", "Attempting to create an index which already exists");
    }

    [Fact]
    public void UpdateTable_SettingsThatChangeAtOnce_LeaveTheTableActive()
    {
        var encrypted = Update("OnDemand", """ "SSESpecification":{"Enabled":true} """);
        Assert.Equal("ACTIVE", encrypted.Text("TableDescription.TableStatus"));
        Assert.Equal("arn:aws:kms:us-east-1:000000000000:alias/aws/dynamodb", encrypted.Text("TableDescription.SSEDescription.KMSMasterKeyArn"));
        Update("OnDemand", """ "SSESpecification":{"Enabled":false} """);
        Assert.Null(Describe("OnDemand")["Table.SSEDescription"]);
        Assert.Equal("true", Update("OnDemand", """ "DeletionProtectionEnabled":true """).Text("TableDescription.DeletionProtectionEnabled"));
        Update("OnDemand", """ "TableClass":"STANDARD" """);
        Assert.Null(Describe("OnDemand")["Table.TableClassSummary"]);
        Update("OnDemand", """ "TableClass":"STANDARD_INFREQUENT_ACCESS" """);
        Assert.Equal("""{"TableClass":"STANDARD_INFREQUENT_ACCESS","LastUpdateDateTime":1767323045.678}""", Describe("OnDemand").Text("Table.TableClassSummary"));
        Update("OnDemand", """ "OnDemandThroughput":{"MaxReadRequestUnits":7} """);
        Assert.Equal("""{"MaxReadRequestUnits":7,"MaxWriteRequestUnits":-1}""", Describe("OnDemand").Text("Table.OnDemandThroughput"));
        Update("OnDemand", """ "OnDemandThroughput":{"MaxReadRequestUnits":-1} """);
        Assert.Null(Describe("OnDemand")["Table.OnDemandThroughput"]);
    }

    public void Dispose() => _engine.Dispose();

    private Answer Update(string table, string members) => _engine.Do("UpdateTable", $$"""{"TableName":"{{table}}",{{members}}}""");

    private Answer Describe(string table) => _engine.Do("DescribeTable", $$"""{"TableName":"{{table}}"}""");

    private string? Query(string value) => _engine.Do(
        "Query",
        $$$"""{"TableName":"OnDemand","IndexName":"byG","KeyConditionExpression":"g = :g","ExpressionAttributeValues":{":g":{"S":"{{{value}}}"} } }""").Text("Count");
}
