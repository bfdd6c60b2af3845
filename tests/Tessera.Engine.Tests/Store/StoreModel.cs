using Tessera.Engine.Store;

namespace Tessera.Engine.Tests.Store;

/// <summary>What a store should hold: a sorted dictionary from keys in hexadecimal, whose ordinal order is the order of the bytes.</summary>
internal sealed class StoreModel
{
    private readonly SortedDictionary<string, byte[]> _entries;

    public StoreModel() => _entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);

    private StoreModel(StoreModel other) => _entries = new SortedDictionary<string, byte[]>(other._entries, StringComparer.Ordinal);

    public int Count => _entries.Count;

    public StoreModel Copy() => new(this);

    public void Put(IStoreTransaction transaction, byte[] key, byte[] value)
    {
        transaction.Put(key, value);
        _entries[Convert.ToHexString(key)] = value;
    }

    public void Delete(IStoreTransaction transaction, byte[] key) =>
        Assert.Equal(_entries.Remove(Convert.ToHexString(key)), transaction.Delete(key));

    public void DeleteRange(IStoreTransaction transaction, byte[] from, byte[] to)
    {
        transaction.DeleteRange(from, to);
        foreach (var key in Between(from, to).Select(entry => entry.Key).ToArray()) _entries.Remove(key);
    }

    /// <summary>Compares some keys and some ranges, and now and then everything.</summary>
    public void AssertSame(IStoreSnapshot snapshot, RandomKeys keys, Random random)
    {
        for (var i = 0; i < 20; i++)
        {
            var key = keys.Next();
            var isExpected = _entries.TryGetValue(Convert.ToHexString(key), out var expected);
            Assert.Equal(isExpected, snapshot.TryGet(key, out var value));
            if (isExpected) Assert.Equal(expected, value.ToArray());
        }

        AssertSameRange(snapshot, keys.NextBound(), keys.NextBound(), random.Next(2) == 0);
        AssertSameRange(snapshot, [], [], random.Next(2) == 0);
    }

    private void AssertSameRange(IStoreSnapshot snapshot, byte[] from, byte[] to, bool isBackwards)
    {
        var expected = Between(from, to).Select(entry => (entry.Key, Convert.ToHexString(entry.Value))).ToList();
        if (isBackwards) expected.Reverse();
        var actual = new List<(string, string)>();
        using var cursor = snapshot.Range(from, to, isBackwards);
        while (cursor.MoveNext()) actual.Add((Convert.ToHexString(cursor.Key.Span), Convert.ToHexString(cursor.Value.Span)));
        Assert.False(cursor.MoveNext());
        Assert.Equal(expected, actual);
    }

    private IEnumerable<KeyValuePair<string, byte[]>> Between(byte[] from, byte[] to) => _entries.Where(entry =>
        string.CompareOrdinal(entry.Key, Convert.ToHexString(from)) >= 0 && (to.Length == 0 || string.CompareOrdinal(entry.Key, Convert.ToHexString(to)) < 0));
}
