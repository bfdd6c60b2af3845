using System.Buffers.Binary;
using System.Text;
using Tessera.Engine.Catalog;
using Tessera.Engine.Store;

namespace Tessera.Engine.Tables;

/// <summary>What is known of a client request token.</summary>
internal enum RequestTokenState
{
    /// <summary>It has not been used within the window.</summary>
    New,

    /// <summary>It belongs to the same request, which has been carried out.</summary>
    Same,

    /// <summary>It belongs to another request.</summary>
    Different,
}

/// <summary>
/// The client request tokens of committed transactions, for ten minutes each. They are kept in the store, in the commit that they belong to:
/// a transaction cannot be carried out twice because the engine was started anew between.
/// </summary>
internal static class RequestToken
{
    private const int TimeLength = sizeof(long);

    /// <summary>How many expired tokens a new one clears away: more than one, so that they do not pile up.</summary>
    private const int ClearedMax = 8;

    private const byte TokenTag = (byte)'t';

    private const byte ExpiryTag = (byte)'x';

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(10);

    /// <summary>Looks a token up.</summary>
    /// <param name="snapshot">The open write transaction, so that two requests with one token cannot both be the first.</param>
    /// <param name="region">The region of the request.</param>
    /// <param name="token">The token.</param>
    /// <param name="digest">What tells the request from others.</param>
    /// <param name="now">The engine's time.</param>
    public static RequestTokenState Find(IStoreSnapshot snapshot, string region, string token, ReadOnlySpan<byte> digest, DateTimeOffset now)
    {
        if (!snapshot.TryGet(TokenKey(region, token), out var record) || BinaryPrimitives.ReadInt64BigEndian(record.Span) <= now.UtcTicks)
            return RequestTokenState.New;
        return record.Span[TimeLength..].SequenceEqual(digest) ? RequestTokenState.Same : RequestTokenState.Different;
    }

    /// <summary>Records a token with its request, and clears some expired ones away.</summary>
    public static void Record(IStoreTransaction transaction, string region, string token, ReadOnlySpan<byte> digest, DateTimeOffset now)
    {
        Clear(transaction, now);
        var key = TokenKey(region, token);
        var record = new byte[TimeLength + digest.Length];
        BinaryPrimitives.WriteInt64BigEndian(record, (now + _window).UtcTicks);
        digest.CopyTo(record.AsSpan(TimeLength));
        transaction.Put(key, record);
        transaction.Put(ExpiryKey(now + _window, key), Array.Empty<byte>());
    }

    private static void Clear(IStoreTransaction transaction, DateTimeOffset now)
    {
        var expired = new List<ReadOnlyMemory<byte>>();
        using (var cursor = transaction.Range(ExpiryKey(DateTimeOffset.MinValue, []), ExpiryKey(now, [])))
        {
            while (expired.Count < ClearedMax && cursor.MoveNext())
                expired.Add(cursor.Key);
        }
        foreach (var expiry in expired)
        {
            var token = expiry[(KeySpace.PrefixLength + 1 + TimeLength)..];
            // A token that was used again after its window has a later record, which must stay.
            if (transaction.TryGet(token.Span, out var record) && BinaryPrimitives.ReadInt64BigEndian(record.Span) <= now.UtcTicks)
                transaction.Delete(token.Span);
            transaction.Delete(expiry.Span);
        }
    }

    private static byte[] TokenKey(string region, string token) =>
        [.. KeySpace.Start(KeySpace.RequestTokens), TokenTag, .. Encoding.UTF8.GetBytes(region), 0, .. Encoding.UTF8.GetBytes(token)];

    private static byte[] ExpiryKey(DateTimeOffset time, byte[] tokenKey)
    {
        Span<byte> ticks = stackalloc byte[TimeLength];
        BinaryPrimitives.WriteInt64BigEndian(ticks, time.UtcTicks);
        return [.. KeySpace.Start(KeySpace.RequestTokens), ExpiryTag, .. ticks, .. tokenKey];
    }
}
