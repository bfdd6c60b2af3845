using Tessera.Engine.Store;
using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Tables;

/// <summary>The check finds what it is there to find.</summary>
public sealed class TableCheckTests
{
    private const string Index = """
        "AttributeDefinitions":[{"AttributeName":"p","AttributeType":"S"},{"AttributeName":"g","AttributeType":"S"}],
        "GlobalSecondaryIndexes":[{"IndexName":"index","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}]
        """;

    [Fact]
    public void Check_AnythingOfATableLost_IsReported()
    {
        using var store = new MemoryStore();
        using var engine = new EngineUnderTest(store: store);
        engine.Create("Things", "p:S", Index);
        engine.Do("PutItem", """{"TableName":"Things","Item":{"p":{"S":"a"},"g":{"S":"G"},"x":{"N":"1"}}}""");
        Assert.Empty(engine.Engine.Check());

        var lost = 0;
        foreach (var (key, value) in Data(store))
        {
            Change(store, transaction => transaction.Delete(key.Span));
            Assert.NotEmpty(engine.Engine.Check());
            Change(store, transaction => transaction.Put(key, value));
            Assert.Empty(engine.Engine.Check());
            lost++;
        }
        Assert.Equal(2, lost);
    }

    [Fact]
    public void Check_AnItemUnderAnothersKey_IsReported()
    {
        using var store = new MemoryStore();
        using var engine = new EngineUnderTest(store: store);
        engine.Create("Things", "p:S", Index);
        engine.Do("PutItem", """{"TableName":"Things","Item":{"p":{"S":"a"},"g":{"S":"G"}}}""");
        engine.Do("PutItem", """{"TableName":"Things","Item":{"p":{"S":"b"},"g":{"S":"G"}}}""");

        var data = Data(store);
        Change(store, transaction => transaction.Put(data[0].Key, data[1].Value));
        Assert.Contains(engine.Engine.Check(), fault => fault.Contains("does not stand at its key", StringComparison.Ordinal));
    }

    /// <summary>Everything in the store but the catalogue.</summary>
    private static List<(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value)> Data(MemoryStore store)
    {
        var data = new List<(ReadOnlyMemory<byte>, ReadOnlyMemory<byte>)>();
        using var snapshot = store.Snapshot();
        using var cursor = snapshot.Range(new byte[] { 0, 0, 0, 1 }, new byte[] { 255 });
        while (cursor.MoveNext())
            data.Add((cursor.Key, cursor.Value));
        return data;
    }

    private static void Change(MemoryStore store, Action<IStoreTransaction> change)
    {
        using var transaction = store.BeginWrite();
        change(transaction);
        transaction.Commit();
    }
}
