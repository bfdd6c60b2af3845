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
/// <remarks>
/// A record stands under the number of the window-long span of time in which it was made, so that it is found in one of two places and
/// whole spans are forgotten at once. Clients send a token with every transaction: there can be many.
/// </remarks>
internal static class RequestToken
{
    private const int TimeLength = sizeof(long);

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(10);

    /// <summary>Looks a token up.</summary>
    /// <param name="snapshot">The open write transaction, so that two requests with one token cannot both be the first.</param>
    /// <param name="region">The region of the request.</param>
    /// <param name="token">The token.</param>
    /// <param name="digest">What tells the request from others.</param>
    /// <param name="now">The engine's time.</param>
    public static RequestTokenState Find(IStoreSnapshot snapshot, string region, string token, ReadOnlySpan<byte> digest, DateTimeOffset now)
    {
        var span = SpanOf(now);
        if (!TryGetLive(snapshot, Key(span, region, token), now, out var record) && !TryGetLive(snapshot, Key(span - 1, region, token), now, out record))
            return RequestTokenState.New;
        return record.Span[TimeLength..].SequenceEqual(digest) ? RequestTokenState.Same : RequestTokenState.Different;
    }

    /// <summary>Records a token with its request, and forgets those that have expired.</summary>
    public static void Record(IStoreTransaction transaction, string region, string token, ReadOnlySpan<byte> digest, DateTimeOffset now)
    {
        var span = SpanOf(now);
        transaction.DeleteRange(KeySpace.Start(KeySpace.RequestTokens), Start(span - 1));
        var record = new byte[TimeLength + digest.Length];
        BinaryPrimitives.WriteInt64BigEndian(record, (now + _window).UtcTicks);
        digest.CopyTo(record.AsSpan(TimeLength));
        transaction.Put(Key(span, region, token), record);
    }

    private static bool TryGetLive(IStoreSnapshot snapshot, byte[] key, DateTimeOffset now, out ReadOnlyMemory<byte> record) =>
        snapshot.TryGet(key, out record) && BinaryPrimitives.ReadInt64BigEndian(record.Span) > now.UtcTicks;

    private static uint SpanOf(DateTimeOffset time) => (uint)(time.UtcTicks / _window.Ticks);

    private static byte[] Start(uint span)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(number, span);
        return [.. KeySpace.Start(KeySpace.RequestTokens), .. number];
    }

    private static byte[] Key(uint span, string region, string token) =>
        [.. Start(span), .. Encoding.UTF8.GetBytes(region), 0, .. Encoding.UTF8.GetBytes(token)];
}
