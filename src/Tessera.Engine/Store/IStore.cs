namespace Tessera.Engine.Store;

/// <summary>
/// An ordered map from bytes to bytes with snapshots and atomic commits, and nothing more. Keys are ordered as unsigned bytes.
/// Tables, indexes, streams and the catalogue are key encodings over it.
/// </summary>
/// <remarks>Thread-safe: any number of snapshots are read while one transaction writes; readers never wait.</remarks>
public interface IStore : IDisposable
{
    /// <summary>The state of the last commit. It stays as it is, whatever is committed later, until it is disposed of.</summary>
    IStoreSnapshot Snapshot();

    /// <summary>
    /// Starts the one writing transaction; waits while another is open. It sees its own writes, nobody else does until
    /// <see cref="IStoreTransaction.Commit"/>. Disposing of it without a commit drops its writes.
    /// </summary>
    IStoreTransaction BeginWrite();
}

/// <summary>A view of the store that does not change under its reader.</summary>
public interface IStoreSnapshot : IDisposable
{
    /// <summary>Finds the value of a key. The bytes returned must not be written to.</summary>
    bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value);

    /// <summary>
    /// A cursor over the keys from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive; an empty one is no bound), forwards or
    /// backwards. In a transaction it walks the state in which it was made, whatever is written meanwhile.
    /// </summary>
    IStoreCursor Range(ReadOnlyMemory<byte> from, ReadOnlyMemory<byte> to, bool backwards = false);
}

/// <summary>The one writing transaction of a store.</summary>
public interface IStoreTransaction : IStoreSnapshot
{
    /// <summary>Sets the value of a key. The store keeps both arrays: the caller must not write to them afterwards.</summary>
    void Put(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value);

    /// <summary>Removes a key; false where it was not there.</summary>
    bool Delete(ReadOnlySpan<byte> key);

    /// <summary>Removes every key from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive; an empty one is no bound).</summary>
    void DeleteRange(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to);

    /// <summary>Makes all writes visible at once. Call it at most once, then dispose.</summary>
    void Commit();
}

/// <summary>Walks a range of keys. Belongs to one thread, and to the snapshot that made it.</summary>
public interface IStoreCursor : IDisposable
{
    /// <summary>The key that the last successful <see cref="MoveNext"/> found.</summary>
    ReadOnlyMemory<byte> Key { get; }

    /// <summary>The value of that key.</summary>
    ReadOnlyMemory<byte> Value { get; }

    /// <summary>Goes to the next key; false after the last. The first call goes to the first key.</summary>
    bool MoveNext();
}
