using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Operations;

/// <summary>An engine for each test. At its end the engine checks itself: indexes and counters must agree with the items.</summary>
public abstract class OperationTest : IDisposable
{
    internal EngineUnderTest Engine { get; } = new();

    internal Answer Call(string operation, string json) => Engine.Call(operation, json);

    internal Answer Do(string operation, string json) => Engine.Do(operation, json);

    /// <summary>Puts items, each of them given as JSON.</summary>
    internal void Put(string table, params string[] items)
    {
        foreach (var item in items)
            Do("PutItem", $$$"""{"TableName":"{{{table}}}","Item":{{{item}}}}""");
    }

    /// <summary>The whole table in the order of a scan.</summary>
    internal string Items(string table) => Do("Scan", $$$"""{"TableName":"{{{table}}}"}""").Text("Items")!;

    public void Dispose()
    {
        Assert.Empty(Engine.Engine.Check());
        Engine.Dispose();
        GC.SuppressFinalize(this);
    }
}
