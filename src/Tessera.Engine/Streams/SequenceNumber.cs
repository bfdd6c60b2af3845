using System.Globalization;

namespace Tessera.Engine.Streams;

/// <summary>
/// The place of a record in its stream: milliseconds since 1970 and a counter within them, in one number. So numbers go up over the whole stream, and
/// the trim horizon, which is a time, is a sequence number too.
/// </summary>
/// <remarks>A clock that goes backwards does not make numbers go back: the next one is always above the last.</remarks>
internal readonly record struct SequenceNumber(long Value) : IComparable<SequenceNumber>
{
    private const int CounterBits = 20;
    private const long MillisecondsMax = long.MaxValue >> CounterBits;

    // What stands before the twenty digits: the service's numbers have at least 21 digits and do not begin with a zero.
    private const char Lead = '1';
    private const int TextLength = 21;

    /// <summary>The first number of a time.</summary>
    public static SequenceNumber At(DateTimeOffset time) => new(Math.Clamp(time.ToUnixTimeMilliseconds(), 0, MillisecondsMax) << CounterBits);

    /// <summary>The number that follows this one at a time.</summary>
    public SequenceNumber Next(DateTimeOffset now) => new(Math.Max(Value + 1, At(now).Value));

    /// <summary>The number after this one, whatever the time.</summary>
    public SequenceNumber Following => new(Value + 1);

    public int CompareTo(SequenceNumber other) => Value.CompareTo(other.Value);

    public static bool operator <(SequenceNumber left, SequenceNumber right) => left.Value < right.Value;

    public static bool operator >(SequenceNumber left, SequenceNumber right) => left.Value > right.Value;

    public static bool operator <=(SequenceNumber left, SequenceNumber right) => left.Value <= right.Value;

    public static bool operator >=(SequenceNumber left, SequenceNumber right) => left.Value >= right.Value;

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out SequenceNumber number)
    {
        number = default;
        if (text.Length != TextLength || text[0] != Lead || !long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;
        number = new SequenceNumber(value);
        return true;
    }

    /// <summary>Writes the digits into a span of at least 21 bytes, and returns their number.</summary>
    public int Write(Span<byte> destination)
    {
        destination[0] = (byte)Lead;
        Value.TryFormat(destination[1..], out var length, "D20", CultureInfo.InvariantCulture);
        return length + 1;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lead}{Value:D20}");
}
