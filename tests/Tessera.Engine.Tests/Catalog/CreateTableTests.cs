using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Catalog;

public sealed class CreateTableTests : IDisposable
{
    private const string KeyA = """ "KeySchema":[{"AttributeName":"a","KeyType":"HASH"}] """;
    private const string DefineA = """ "AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}] """;
    private const string OnDemand = """ "BillingMode":"PAY_PER_REQUEST" """;

    private readonly EngineUnderTest _engine = new();

    [Fact]
    public void CreateTable_OnDemand_IsDescribedAsTheServiceDoes()
    {
        var created = _engine.Do("CreateTable", $$"""{"TableName":"Users",{{KeyA}},{{DefineA}},{{OnDemand}}}""");
        var id = created.Text("TableDescription.TableId");
        created.ShouldBe($$$"""
            {"TableDescription":{
              "AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],"TableName":"Users","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],
              "TableStatus":"CREATING","CreationDateTime":1767323045.678,
              "ProvisionedThroughput":{"NumberOfDecreasesToday":0,"ReadCapacityUnits":0,"WriteCapacityUnits":0},
              "TableSizeBytes":0,"ItemCount":0,"TableArn":"arn:aws:dynamodb:us-east-1:000000000000:table/Users","TableId":"{{{id}}}",
              "BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST"},"DeletionProtectionEnabled":false,
              "WarmThroughput":{"ReadUnitsPerSecond":12000,"WriteUnitsPerSecond":4000,"Status":"UPDATING"} } }
            """);

        var described = _engine.Do("DescribeTable", """{"TableName":"Users"}""");
        Assert.Equal("ACTIVE", described.Text("Table.TableStatus"));
        Assert.Equal("1767323045.678", described.Text("Table.BillingModeSummary.LastUpdateToPayPerRequestDateTime"));
        Assert.Equal("ACTIVE", described.Text("Table.WarmThroughput.Status"));
        Assert.Equal(id, described.Text("Table.TableId"));
        Assert.Equal(4, Guid.Parse(id!).Version);
    }

    public void Dispose() => _engine.Dispose();
}
