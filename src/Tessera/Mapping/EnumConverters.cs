using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tessera.Mapping;

/// <summary>The names of an enum's members both ways, made once per enum.</summary>
internal static class EnumText<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> _names = Names();
    private static readonly FrozenDictionary<string, T> _values = Enum.GetNames<T>().ToFrozenDictionary(name => name, Enum.Parse<T>, StringComparer.Ordinal);

    /// <summary>The member's name; a value without a name, or a combination of flags, as .NET writes it.</summary>
    public static string Of(T value) => _names.TryGetValue(value, out var name) ? name : value.ToString();

    public static bool TryParse(ReadOnlySpan<char> text, out T value)
    {
        // What .NET wrote for flags and unnamed values, but never a differently cased name.
        return _values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out value) || Enum.TryParse(text, ignoreCase: false, out value);
    }

    private static FrozenDictionary<T, string> Names()
    {
        var names = new Dictionary<T, string>();
        foreach (var value in Enum.GetValues<T>())
            names.TryAdd(value, Enum.GetName(value)!);
        return names.ToFrozenDictionary();
    }
}

internal sealed class EnumNameConverter<T> : AttributeConverter<T>
    where T : struct, Enum
{
    public static readonly EnumNameConverter<T> Instance = new();

    public override void Write(ItemWriter writer, T value) => writer.String(EnumText<T>.Of(value));

    public override T Read(ref ItemReader reader)
    {
        Span<char> text = stackalloc char[128];
        var utf8 = reader.ReadText();
        if (utf8.Length <= text.Length && EnumText<T>.TryParse(text[..Encoding.UTF8.GetChars(utf8, text)], out var value))
            return value;
        throw reader.Unreadable(Encoding.UTF8.GetString(utf8), $"a member of {typeof(T).Name}");
    }
}

internal sealed class EnumNumberConverter<T> : AttributeConverter<T>
    where T : struct, Enum
{
    public static readonly EnumNumberConverter<T> Instance = new();

    private static readonly bool _unsigned = Enum.GetUnderlyingType(typeof(T)) == typeof(ulong);

    public override void Write(ItemWriter writer, T value)
    {
        if (_unsigned)
            writer.Number(Unsafe.As<T, ulong>(ref value));
        else
            writer.Number(((IConvertible)value).ToInt64(CultureInfo.InvariantCulture));
    }

    public override T Read(ref ItemReader reader) => _unsigned
        ? (T)Enum.ToObject(typeof(T), reader.ReadNumber<ulong>() ?? throw reader.NullFound())
        : (T)Enum.ToObject(typeof(T), reader.ReadNumber<long>() ?? throw reader.NullFound());
}
