using System.Globalization;
using System.Numerics;
using System.Text;

namespace Tessera.Mapping;

internal sealed class StringConverter : AttributeConverter<string>
{
    public override void Write(ItemWriter writer, string value) => writer.String(value);

    public override string Read(ref ItemReader reader) => Encoding.UTF8.GetString(reader.ReadText());
}

internal sealed class BoolConverter : AttributeConverter<bool>
{
    public override void Write(ItemWriter writer, bool value) => writer.Bool(value);

    public override bool Read(ref ItemReader reader) => reader.ReadBool() ?? throw reader.NullFound();
}

internal sealed class CharConverter : AttributeConverter<char>
{
    public override void Write(ItemWriter writer, char value) => writer.String(new ReadOnlySpan<char>(in value));

    public override char Read(ref ItemReader reader)
    {
        var text = Encoding.UTF8.GetString(reader.ReadText());
        return text.Length == 1 ? text[0] : throw reader.Unreadable(text, "a single character");
    }
}

internal sealed class BinaryConverter : AttributeConverter<byte[]>
{
    public override void Write(ItemWriter writer, byte[] value) => writer.Binary(value);

    public override byte[] Read(ref ItemReader reader) => reader.ReadBinary() ?? throw reader.NullFound();
}

internal sealed class MemoryConverter : AttributeConverter<ReadOnlyMemory<byte>>
{
    public override void Write(ItemWriter writer, ReadOnlyMemory<byte> value) => writer.Binary(value.Span);

    public override ReadOnlyMemory<byte> Read(ref ItemReader reader) => reader.ReadBinary() ?? throw reader.NullFound();
}

internal sealed class NumberConverter<T> : AttributeConverter<T>
    where T : struct, INumber<T>, IUtf8SpanFormattable
{
    public static readonly NumberConverter<T> Instance = new();

    public override void Write(ItemWriter writer, T value) => writer.Number(value);

    public override T Read(ref ItemReader reader) => reader.ReadNumber<T>() ?? throw reader.NullFound();
}

/// <summary>Types with a text form in a fixed format: Guid, DateOnly, TimeOnly, TimeSpan.</summary>
internal sealed class TextConverter<T>(string format) : AttributeConverter<T>
    where T : struct, IUtf8SpanFormattable, ISpanParsable<T>
{
    public override void Write(ItemWriter writer, T value) => writer.Text(value, format);

    public override T Read(ref ItemReader reader)
    {
        Span<char> text = stackalloc char[64];
        var utf8 = reader.ReadText();
        if (utf8.Length <= text.Length)
        {
            var length = Encoding.UTF8.GetChars(utf8, text);
            if (T.TryParse(text[..length], CultureInfo.InvariantCulture, out var value))
                return value;
        }

        throw reader.Unreadable(Encoding.UTF8.GetString(utf8), typeof(T).Name);
    }
}

internal sealed class EpochSecondsConverter : AttributeConverter<DateTimeOffset>
{
    public override void Write(ItemWriter writer, DateTimeOffset value) => writer.Number(value.ToUnixTimeSeconds());

    public override DateTimeOffset Read(ref ItemReader reader)
    {
        var seconds = reader.ReadNumber<long>() ?? throw reader.NullFound();
        if (seconds is >= Earliest and <= Latest)
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        throw reader.Unreadable(seconds.ToString(CultureInfo.InvariantCulture), "a time in seconds since 1970 between the years 1 and 9999");
    }

    private const long Earliest = -62_135_596_800;
    private const long Latest = 253_402_300_799;
}

internal sealed class DateTimeOffsetConverter : AttributeConverter<DateTimeOffset>
{
    public override void Write(ItemWriter writer, DateTimeOffset value) => writer.Text(value.UtcDateTime, "O");

    public override DateTimeOffset Read(ref ItemReader reader) => new(UtcTime.Read(ref reader));
}

internal sealed class DateTimeConverter : AttributeConverter<DateTime>
{
    public override void Write(ItemWriter writer, DateTime value) => writer.Text(UtcTime.Of(value), "O");

    public override DateTime Read(ref ItemReader reader) => UtcTime.Read(ref reader);
}

/// <summary>Points in time are stored in UTC; a time without a zone is taken as UTC, since the machine's zone must not change what is stored.</summary>
internal static class UtcTime
{
    public static DateTime Of(DateTime value) =>
        value.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(value, DateTimeKind.Utc) : value.ToUniversalTime();

    public static DateTime Read(ref ItemReader reader)
    {
        var utf8 = reader.ReadText();
        // The form that we write: 2024-01-31T12:00:00.0000000Z.
        if (utf8.Length == 28 && System.Buffers.Text.Utf8Parser.TryParse(utf8, out DateTime value, out var consumed, 'O') && consumed == utf8.Length)
            return value.Kind == DateTimeKind.Utc ? value : Of(value);

        var text = Encoding.UTF8.GetString(utf8);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var other))
            return other.UtcDateTime;
        throw reader.Unreadable(text, "a date and time (ISO 8601)");
    }
}

internal sealed class NullableConverter<T>(AttributeConverter<T> inner) : AttributeConverter<T?>
    where T : struct
{
    public override void Write(ItemWriter writer, T? value)
    {
        if (value is { } present)
            inner.Write(writer, present);
        else
            writer.Null();
    }

    public override T? Read(ref ItemReader reader) => inner.Read(ref reader);
}
