using System.Buffers.Text;
using Tessera.Engine.Items;

namespace Tessera.Engine.TimeToLive;

/// <summary>When an item expires: seconds since 1970, as its attribute says.</summary>
internal static class Expiry
{
    // The last second of the year 9999. What lies after it is no time, milliseconds for instance; such items do not expire.
    private const long SecondsMax = 253_402_300_799;

    private const int Years = 5;

    /// <summary>The first second at which the item has expired. Null where it never does: it has no such attribute, or one that is no number above zero.</summary>
    public static long? Of(Item item, ReadOnlySpan<byte> attribute)
    {
        if (!item.TryGet(attribute, out var value) || value.Type != AttributeType.N)
            return null;
        var text = value.Content;
        if (!Utf8Parser.TryParse(text, out long seconds, out var length) || (length < text.Length && text[length] != '.'))
            return null;
        // A part of a second counts as a whole one.
        if (length < text.Length)
            seconds++;
        return seconds is > 0 and <= SecondsMax ? seconds : null;
    }

    /// <summary>The expiries at which items are to be deleted now: those that passed more than the delay ago, but not those of more than five years ago.</summary>
    public static (long First, long Last) Due(DateTimeOffset now, TimeSpan delay) =>
        (Math.Max(0, now.AddYears(-Years).ToUnixTimeSeconds()), (now - delay).ToUnixTimeSeconds());

    /// <summary>The UTC ticks at which an item is to be deleted.</summary>
    public static long DueTicks(long expiry, TimeSpan delay) => DateTimeOffset.FromUnixTimeSeconds(expiry).UtcTicks + delay.Ticks;
}
