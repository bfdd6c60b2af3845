using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Catalog;

/// <summary>Tables from their creation to their end, on an engine where each change takes a second.</summary>
public sealed class TableLifeTests : IDisposable
{
    private const string Put = """{"TableName":"Users","Item":{"a":{"S":"x"}}}""";
    private const string Describe = """{"TableName":"Users"}""";

    private readonly EngineUnderTest _engine = new(new EngineOptions { StatusDelay = TimeSpan.FromSeconds(1) });

    [Fact]
    public void Table_BeforeItIsActive_TakesNoItemsAndNoChanges()
    {
        _engine.Create("Users", "a:S");
        _engine.Clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal("CREATING", _engine.Do("DescribeTable", Describe).Text("Table.TableStatus"));
        _engine.Call("PutItem", Put).ShouldFail("ResourceNotFoundException", "Requested resource not found");
        const string inUse = "Attempt to change a resource which is still in use: Table is being created: Users";
        _engine.Call("DeleteTable", Describe).ShouldFail("ResourceInUseException", inUse);
        _engine.Call("UpdateTable", """{"TableName":"Users","DeletionProtectionEnabled":true}""").ShouldFail("ResourceInUseException", inUse);
        _engine.Call("DescribeTimeToLive", Describe).ShouldFail(
            "ValidationException",
            "Cannot describe time to live while table is in CREATING state: Current table state is CREATING");

        _engine.Clock.Advance(TimeSpan.FromMilliseconds(1));
        _engine.Do("PutItem", Put);
        _engine.Do("DescribeTimeToLive", Describe).ShouldBe("""{"TimeToLiveDescription":{"TimeToLiveStatus":"DISABLED"}}""");
    }

    [Fact]
    public void Table_BeingDeleted_IsGoneWhenItsTimeIsOver()
    {
        CreateActive();
        _engine.Do("PutItem", Put);
        var deleting = _engine.Do("DeleteTable", Describe);
        deleting.ShouldBe($$$"""
            {"TableDescription":{"TableName":"Users","TableStatus":"DELETING",
              "ProvisionedThroughput":{"NumberOfDecreasesToday":0,"ReadCapacityUnits":0,"WriteCapacityUnits":0},"TableSizeBytes":2,"ItemCount":1,
              "TableArn":"arn:aws:dynamodb:us-east-1:000000000000:table/Users","TableId":"{{{deleting.Text("TableDescription.TableId")}}}",
              "BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST","LastUpdateToPayPerRequestDateTime":1767323045.678},"DeletionProtectionEnabled":false} }
            """);
        _engine.Call("PutItem", Put).ShouldFail("ResourceNotFoundException", "Requested resource not found");
        _engine.Call("DeleteTable", Describe).ShouldFail(
            "ResourceInUseException",
            "Attempt to change a resource which is still in use: Table is being deleted: Users");
        Assert.Equal("""{"TableNames":["Users"]}""", _engine.Do("ListTables", "{}").Body);

        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        _engine.Call("DescribeTable", Describe).ShouldFail("ResourceNotFoundException", "Requested resource not found: Table: Users not found");
        Assert.Equal("""{"TableNames":[]}""", _engine.Do("ListTables", "{}").Body);

        CreateActive();
        Assert.Equal("0", _engine.Do("Scan", Describe).Text("Count"));
        Assert.Equal("0", _engine.Do("DescribeTable", Describe).Text("Table.ItemCount"));
    }

    [Fact]
    public void Table_Protected_IsNotDeleted()
    {
        CreateActive();
        _engine.Do("UpdateTable", """{"TableName":"Users","DeletionProtectionEnabled":true}""");
        _engine.Call("DeleteTable", Describe).ShouldFail(
            "ValidationException",
            "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");
        _engine.Do("UpdateTable", """{"TableName":"Users","DeletionProtectionEnabled":false}""");
        _engine.Do("DeleteTable", Describe);
    }

    [Fact]
    public void Index_WhileItIsFilled_CannotBeReadButMissesNoWrite()
    {
        CreateActive();
        _engine.Do("PutItem", """{"TableName":"Users","Item":{"a":{"S":"before"},"g":{"S":"x"}}}""");
        _engine.Do("UpdateTable", """
            {"TableName":"Users","AttributeDefinitions":[{"AttributeName":"g","AttributeType":"S"}],
             "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"byG","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}}]}
            """);
        _engine.Do("PutItem", """{"TableName":"Users","Item":{"a":{"S":"during"},"g":{"S":"x"}}}""");
        Assert.Equal(400, _engine.Call("Scan", """{"TableName":"Users","IndexName":"byG"}""").Status);
        _engine.Call("DeleteTable", Describe).ShouldFail(
            "ResourceInUseException",
            "Attempt to change a resource which is still in use: Table is being updated: Users");

        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("2", _engine.Do("Scan", """{"TableName":"Users","IndexName":"byG"}""").Text("Count"));
    }

    [Fact]
    public void Counters_FollowEveryWrite()
    {
        CreateActive();
        _engine.Do("PutItem", """{"TableName":"Users","Item":{"a":{"S":"1"},"pad":{"S":"12345"}}}""");
        _engine.Do("PutItem", """{"TableName":"Users","Item":{"a":{"S":"2"}}}""");
        AssertCounts(2, 12);
        _engine.Do("PutItem", """{"TableName":"Users","Item":{"a":{"S":"1"}}}""");
        AssertCounts(2, 4);
        _engine.Do("DeleteItem", """{"TableName":"Users","Key":{"a":{"S":"1"}}}""");
        AssertCounts(1, 2);
    }

    [Fact]
    public void ListTables_Pages_GoThroughEveryNameOnce()
    {
        foreach (var name in (string[])["zebra", "Apple", "apple", "mango"])
            _engine.Create(name, "a:S");
        Assert.Equal("""{"TableNames":["Apple","apple"],"LastEvaluatedTableName":"apple"}""", _engine.Do("ListTables", """{"Limit":2}""").Body);
        Assert.Equal("""{"TableNames":["mango","zebra"]}""", _engine.Do("ListTables", """{"Limit":2,"ExclusiveStartTableName":"apple"}""").Body);
        Assert.Equal("""{"TableNames":["zebra"]}""", _engine.Do("ListTables", """{"ExclusiveStartTableName":"nnn"}""").Body);
        Assert.Equal("""{"TableNames":[]}""", _engine.Do("ListTables", """{"ExclusiveStartTableName":"zebra"}""").Body);
    }

    public void Dispose() => _engine.Dispose();

    private void CreateActive()
    {
        _engine.Create("Users", "a:S");
        _engine.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private void AssertCounts(int items, int bytes)
    {
        var table = _engine.Do("DescribeTable", Describe);
        Assert.Equal(($"{items}", $"{bytes}"), (table.Text("Table.ItemCount"), table.Text("Table.TableSizeBytes")));
    }
}
