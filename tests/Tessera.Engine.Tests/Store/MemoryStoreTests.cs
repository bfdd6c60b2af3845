using System.Buffers.Binary;
using Tessera.Engine.Store;

namespace Tessera.Engine.Tests.Store;

public sealed class MemoryStoreTests
{
    [Fact]
    public void RandomOperations_WithSnapshotsAndRangeDeletes_AgreeWithASortedDictionary()
    {
        var random = TestSeed.Random();
        for (var round = 0; round < 20; round++)
        {
            using var store = new MemoryStore();
            var model = new StoreModel();
            var kept = new List<(IStoreSnapshot Snapshot, StoreModel Model)>();
            var keySpace = new RandomKeys(random, spread: random.Next(1, 5));
            for (var commit = 0; commit < 60; commit++)
            {
                model = WriteSome(store, model, keySpace, random);
                Assert.Equal(model.Count, store.Check());
                if (random.Next(6) == 0) kept.Add((store.Snapshot(), model));
                model.AssertSame(store.Snapshot(), keySpace, random);
            }

            foreach (var (snapshot, then) in kept) then.AssertSame(snapshot, keySpace, random);
        }
    }

    private static StoreModel WriteSome(MemoryStore store, StoreModel committed, RandomKeys keys, Random random)
    {
        using var transaction = store.BeginWrite();
        var model = committed.Copy();
        var operations = random.Next(1, 400);
        for (var i = 0; i < operations; i++)
        {
            var kind = random.Next(1000);
            if (kind < 640) model.Put(transaction, keys.Next(), BitConverter.GetBytes(random.Next()));
            else if (kind < 990) model.Delete(transaction, keys.Next());
            else if (kind < 993) model.DeleteRange(transaction, keys.NextBound(), keys.NextBound());
            else model.AssertSame(transaction, keys, random);
        }

        if (random.Next(8) == 0) return committed;
        transaction.Commit();
        return model;
    }

    [Theory]
    [InlineData("ascending")]
    [InlineData("descending")]
    [InlineData("random")]
    public void PutThenDelete_ManyKeys_TreeStaysSoundAndEmpties(string order)
    {
        // Enough for branches to split, join and share entries, not only leaves.
        const int keyCount = 40_000;
        var keys = Enumerable.Range(0, keyCount).ToArray();
        if (order == "descending") Array.Reverse(keys);
        if (order == "random") TestSeed.Random().Shuffle(keys);
        using var store = new MemoryStore();
        WriteAll(store, keys, (transaction, key) => transaction.Put(Key(key), new byte[1]));
        Assert.Equal(keyCount, store.Check());

        WriteAll(store, keys.AsSpan(0, keyCount * 9 / 10), (transaction, key) => Assert.True(transaction.Delete(Key(key))));
        Assert.Equal(keyCount / 10, store.Check());

        WriteAll(store, keys.AsSpan(keyCount * 9 / 10), (transaction, key) => Assert.True(transaction.Delete(Key(key))));
        Assert.Equal(0, store.Check());
    }

    private static void WriteAll(MemoryStore store, ReadOnlySpan<int> keys, Action<IStoreTransaction, int> write)
    {
        using var transaction = store.BeginWrite();
        foreach (var key in keys) write(transaction, key);
        transaction.Commit();
    }

    [Fact]
    public void DeleteRange_GapsFilledAgain_TreeStaysSound()
    {
        // A range delete takes the first child of branches away, so that their first key is no longer the true bound: what follows must not rely on it.
        const int keyCount = 40_000;
        var random = TestSeed.Random();
        using var store = new MemoryStore();
        var keys = new SortedSet<int>();
        for (var round = 0; round < 80; round++)
        {
            using var transaction = store.BeginWrite();
            var gapStart = random.Next(keyCount);
            var gapEnd = gapStart + random.Next(4000);
            transaction.DeleteRange(Key(gapStart), Key(gapEnd));
            keys.RemoveWhere(key => key >= gapStart && key < gapEnd);
            for (var i = 0; i < 2500; i++) Toggle(transaction, keys, random.Next(2) == 0 ? random.Next(gapStart, gapEnd + 1) : random.Next(keyCount));
            transaction.Commit();
            Assert.Equal(keys.Count, store.Check());
        }

        Assert.All(keys, key => Assert.True(store.Snapshot().TryGet(Key(key), out _)));
    }

    private static void Toggle(IStoreTransaction transaction, SortedSet<int> keys, int key)
    {
        var isThere = !keys.Add(key);
        if (isThere) keys.Remove(key);
        Assert.Equal(isThere, transaction.TryGet(Key(key), out _));
        if (isThere) Assert.True(transaction.Delete(Key(key)));
        else transaction.Put(Key(key), new byte[1]);
    }

    [Fact]
    public void Range_InATransaction_WalksTheStateInWhichItWasMade()
    {
        using var store = new MemoryStore();
        using var transaction = store.BeginWrite();
        for (var i = 0; i < 1000; i++) transaction.Put(Key(i), new byte[1]);

        var seen = 0;
        using var cursor = transaction.Range(default, default);
        while (cursor.MoveNext())
        {
            Assert.True(transaction.Delete(cursor.Key.Span));
            transaction.Put(Key(100_000 + seen++), new byte[1]);
        }

        Assert.Equal(1000, seen);
        transaction.Commit();
        Assert.Equal(1000, store.Check());
    }

    [Fact]
    public void BeginWrite_SecondOnTheSameThread_IsRefused()
    {
        using var store = new MemoryStore();
        using (var transaction = store.BeginWrite())
        {
            Assert.Throws<InvalidOperationException>(store.BeginWrite);
            transaction.Commit();
            Assert.Throws<InvalidOperationException>(() => transaction.Put(Key(1), new byte[1]));
        }

        var disposed = store.BeginWrite();
        disposed.Dispose();
        disposed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => disposed.Put(Key(1), new byte[1]));
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(store.BeginWrite);
    }

    [Fact]
    public async Task Snapshots_WhileOneWriterCommits_SeeWholeCommitsOnly()
    {
        // Every commit writes one and the same number under all keys, and deletes and puts back some of them.
        const int keyCount = 500;
        const int commitCount = 400;
        using var store = new MemoryStore();
        using var writer = new CancellationTokenSource();
        Commit(store, 0, keyCount);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var last = 0;
            var reads = 0;
            while (!writer.IsCancellationRequested || reads == 0)
            {
                using var snapshot = store.Snapshot();
                var number = ReadWhole(snapshot, keyCount);
                Assert.True(number >= last);
                last = number;
                reads++;
            }

            return reads;
        })).ToArray();

        for (var i = 1; i <= commitCount; i++) Commit(store, i, keyCount);
        await writer.CancelAsync();

        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
        Assert.Equal(keyCount, store.Check());
    }

    private static void Commit(MemoryStore store, int number, int keyCount)
    {
        using var transaction = store.BeginWrite();
        transaction.DeleteRange(Key(number % keyCount), Key((number % keyCount) + 100));
        for (var i = 0; i < keyCount; i++) transaction.Put(Key(i), BitConverter.GetBytes(number));
        transaction.Commit();
    }

    private static int ReadWhole(IStoreSnapshot snapshot, int keyCount)
    {
        Assert.True(snapshot.TryGet(Key(0), out var first));
        var number = BitConverter.ToInt32(first.Span);
        var count = 0;
        using var cursor = snapshot.Range(default, default);
        while (cursor.MoveNext())
        {
            Assert.Equal(number, BitConverter.ToInt32(cursor.Value.Span));
            count++;
        }

        Assert.Equal(keyCount, count);
        return number;
    }

    [Fact]
    public async Task BeginWrite_ManyThreads_LoseNoUpdate()
    {
        using var store = new MemoryStore();
        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                using var transaction = store.BeginWrite();
                var number = transaction.TryGet(Key(7), out var value) ? BitConverter.ToInt32(value.Span) : 0;
                transaction.Put(Key(7), BitConverter.GetBytes(number + 1));
                transaction.Commit();
            }
        }));
        await Task.WhenAll(writers);

        Assert.True(store.Snapshot().TryGet(Key(7), out var total));
        Assert.Equal(4000, BitConverter.ToInt32(total.Span));
    }

    private static byte[] Key(int number)
    {
        var key = new byte[12];
        BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(8), number);
        return key;
    }
}
