using System.Text;
using Tessera.Engine.Catalog;
using Tessera.Engine.Store;
using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Catalog;

public sealed class TableRecordTests
{
    [Fact]
    public void Read_OfWhatWasWritten_GivesTheSameTable()
    {
        using var store = new MemoryStore();
        using var engine = new EngineUnderTest(new EngineOptions { StatusDelay = TimeSpan.FromSeconds(1) }, new LentStore(store));
        engine.Do("CreateTable", """
            {"TableName":"Full","AttributeDefinitions":[{"AttributeName":"a \"quoted\"","AttributeType":"S"},{"AttributeName":"b","AttributeType":"N"},{"AttributeName":"c","AttributeType":"B"}],
             "KeySchema":[{"AttributeName":"a \"quoted\"","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}],
             "ProvisionedThroughput":{"ReadCapacityUnits":3,"WriteCapacityUnits":2},
             "LocalSecondaryIndexes":[{"IndexName":"lsi","KeySchema":[{"AttributeName":"a \"quoted\"","KeyType":"HASH"},{"AttributeName":"c","KeyType":"RANGE"}],
               "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["x","é"]}}],
             "GlobalSecondaryIndexes":[{"IndexName":"gsi","KeySchema":[{"AttributeName":"c","KeyType":"HASH"}],"Projection":{"ProjectionType":"KEYS_ONLY"},
               "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":4},"WarmThroughput":{"ReadUnitsPerSecond":50,"WriteUnitsPerSecond":40}}],
             "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"OLD_IMAGE"},
             "SSESpecification":{"Enabled":true},"TableClass":"STANDARD","DeletionProtectionEnabled":true,"Tags":[{"Key":"k","Value":"v"},{"Key":"\\","Value":"\n"}]}
            """);

        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        engine.Do("UpdateTimeToLive", """{"TableName":"Full","TimeToLiveSpecification":{"Enabled":true,"AttributeName":"\"ends\""}}""");
        using var snapshot = store.Snapshot();
        Assert.True(snapshot.TryGet(CatalogKeys.Table("us-east-1", "Full"), out var record));
        var table = TableRecord.Read(record);
        Assert.Equal(Encoding.UTF8.GetString(record.Span), Encoding.UTF8.GetString(TableRecord.Write(table)));
        Assert.Equal(TimeToLiveStatus.Enabling, table.TimeToLive!.Status);
        Assert.Equal(["a \\\"quoted\\\"", "b", "c", "x", "é"], table.LocalIndexes[0].ProjectedNames.Select(name => Encoding.UTF8.GetString(name.Span)));
    }

    [Fact]
    public void Engine_OverAStoreWithTables_KnowsThem()
    {
        using var store = new MemoryStore();
        using (var first = new EngineUnderTest(store: new LentStore(store)))
        {
            first.Create("Users", "a:S");
            first.Do("PutItem", """{"TableName":"Users","Item":{"a":{"S":"x"}}}""");
        }
        using var second = new EngineUnderTest(store: new LentStore(store));
        Assert.Equal("1", second.Do("DescribeTable", """{"TableName":"Users"}""").Text("Table.ItemCount"));
        Assert.Equal("x", second.Do("Scan", """{"TableName":"Users"}""").Text("Items.0.a.S"));
        // Numbers of key spaces go on where the first engine stopped.
        second.Create("Others", "a:S");
        Assert.Equal("0", second.Do("Scan", """{"TableName":"Others"}""").Text("Count"));
    }
}
