using Tessera.Engine.Store;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Tests.Tables;

public sealed class RequestTokenTests
{
    private static readonly byte[] _digest = [1, 2, 3];

    private static readonly DateTimeOffset _start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "Same")]
    [InlineData(599, "Same")]
    [InlineData(600, "New")]
    [InlineData(100_000, "New")]
    public void Find_AfterSomeTime_KnowsTheTokenForTenMinutes(int seconds, string expected)
    {
        using var store = new MemoryStore();
        Record(store, "token", _start);
        using var snapshot = store.Snapshot();
        var state = RequestToken.Find(snapshot, "region", "token", _digest, _start.AddSeconds(seconds));
        Assert.Equal(expected, state.ToString());
    }

    [Fact]
    public void Find_AnotherRequestOrRegion_IsToldApart()
    {
        using var store = new MemoryStore();
        Record(store, "token", _start);
        using var snapshot = store.Snapshot();
        Assert.Equal(RequestTokenState.Different, RequestToken.Find(snapshot, "region", "token", [9], _start));
        Assert.Equal(RequestTokenState.New, RequestToken.Find(snapshot, "elsewhere", "token", _digest, _start));
        Assert.Equal(RequestTokenState.New, RequestToken.Find(snapshot, "region", "other", _digest, _start));
    }

    [Fact]
    public void Record_ManyOverHours_KeepsOnlyThoseThatMayStillCount()
    {
        using var store = new MemoryStore();
        for (var minute = 0; minute < 300; minute++)
            Record(store, $"token{minute}", _start.AddMinutes(minute));
        using var snapshot = store.Snapshot();
        using var cursor = snapshot.Range(new byte[] { 0 }, new byte[] { 255, 255, 255, 255, 255 });
        var kept = 0;
        while (cursor.MoveNext())
            kept++;
        Assert.InRange(kept, 10, 20);
        for (var minute = 291; minute < 300; minute++)
            Assert.Equal(RequestTokenState.Same, RequestToken.Find(snapshot, "region", $"token{minute}", _digest, _start.AddMinutes(300)));
    }

    private static void Record(MemoryStore store, string token, DateTimeOffset now)
    {
        using var transaction = store.BeginWrite();
        RequestToken.Record(transaction, "region", token, _digest, now);
        transaction.Commit();
    }
}
