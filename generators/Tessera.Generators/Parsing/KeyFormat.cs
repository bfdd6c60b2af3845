using System.Globalization;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Which types and formats a key template accepts, and which of them sort as text.</summary>
internal static class KeyFormat
{
    /// <summary>The components of a date and time, from the longest to the shortest.</summary>
    private static readonly string[] DateTimeOrder = ["yyyy", "MM", "dd", "HH", "mm", "ss", "f"];
    private static readonly string[] DateOrder = ["yyyy", "MM", "dd"];
    private static readonly string[] TimeOrder = ["HH", "mm", "ss", "f"];

    /// <summary>Why a property of this kind cannot stand in a template, or null if it can.</summary>
    public static string? FindTypeProblem(ValueSpec value) => value.Kind switch
    {
        ValueKind.Half or ValueKind.Single or ValueKind.Double or ValueKind.Decimal =>
            "fractions have no text form that sorts and reads back; use an integer of the smallest unit, such as cents",
        ValueKind.TimeSpan => "durations have no text form that sorts; use an integer such as seconds",
        ValueKind.Bytes or ValueKind.Memory => "binary data has no text form; mark the property with [PartitionKey] or [SortKey] instead",
        ValueKind.Object or ValueKind.List or ValueKind.Map or ValueKind.Set => "use text, an integer, an enum, a Guid, a date or time, a bool or a char",
        _ => null,
    };

    /// <summary>Why a format cannot be used, or null if it can.</summary>
    public static string? FindFormatProblem(ValueSpec value, string? format) => value.Kind switch
    {
        _ when format is null => null,
        _ when IsIntegral(value) => IsPaddedInteger(format) || format == "D" ? null : "write 'D' and the number of digits, such as D10",
        ValueKind.Guid => format is "D" or "N" ? null : "write D or N",
        _ when value.IsTime => FindTimeProblem(value.Kind, format),
        _ => "this type has no formats; leave the format out",
    };

    /// <summary>Whether values sort as their text does.</summary>
    public static bool NumberSorts(ValueSpec value, string? format) => !IsIntegral(value) || (format is not null && IsPaddedInteger(format));

    /// <summary>The format that pads every value of an integer type: <c>D10</c> for <c>int</c>.</summary>
    public static string PaddedFormat(ValueKind kind) => kind switch
    {
        ValueKind.SByte or ValueKind.Byte => "D3",
        ValueKind.Int16 or ValueKind.UInt16 => "D5",
        ValueKind.Int64 => "D19",
        ValueKind.UInt64 => "D20",
        _ => "D10",
    };

    /// <summary>
    /// The format that decides whether a part sorts: earlier parts of the same property have sorted its longer components already, as in
    /// <c>{At:yyyy}#{At:MM}</c>.
    /// </summary>
    public static string? SortingFormat(IEnumerable<KeySegmentSpec> earlier, string property, string? format)
    {
        var formats = earlier.Where(s => s.Part?.Property == property).Select(s => s.Part!.Format).Append(format).ToList();
        return formats.Contains(null) ? null : string.Join("-", formats);
    }

    /// <summary>What keeps a date or time from sorting as text, or null if it sorts.</summary>
    public static string? FindSortProblem(ValueSpec value, string? format)
    {
        if (!value.IsTime || format is null or "O" or "o" or "s" or "u")
            return null;
        if (format.Length == 1)
            return $"write '{Advice(value.Kind)}' instead of the standard format '{format}'";

        var order = Order(value.Kind);
        var expected = 0;
        foreach (var token in TimeFormatTokens.Split(format))
        {
            if (token.IsLiteral || (token.Letter == 'K' && expected > 0))
                continue;
            if (expected >= order.Length || !IsComponent(token, order[expected]))
                return $"components must be padded and go from the longest to the shortest, as in '{Advice(value.Kind)}'";
            expected++;
        }

        return expected == 0 ? $"it has no components; write '{Advice(value.Kind)}'" : null;
    }

    private static bool IsIntegral(ValueSpec value) => value.IsInteger || value.Kind == ValueKind.EnumNumber;

    private static bool IsPaddedInteger(string format) =>
        format.Length > 1 && format[0] == 'D' && int.TryParse(format.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            && digits is > 0 and <= 38;

    private static string? FindTimeProblem(ValueKind kind, string format)
    {
        if (format.Length == 1)
        {
            var known = kind is ValueKind.DateOnly or ValueKind.TimeOnly ? "Oo" : "Oosu";
            return known.Contains(format)
                ? null
                : $"of the standard formats only {string.Join(", ", known.AsEnumerable())} can be used; write '{Advice(kind)}'";
        }

        var letters = kind switch { ValueKind.DateOnly => "yMd", ValueKind.TimeOnly => "hHmsft", _ => "yMdhHmsftK" };
        foreach (var token in TimeFormatTokens.Split(format))
        {
            if (!token.IsLiteral && !letters.Contains(token.Letter))
                return $"'{token.Text}' cannot be used; write a format such as '{Advice(kind)}'";
        }

        return null;
    }

    private static bool IsComponent(TimeFormatToken token, string component) => component == "f" ? token.Letter == 'f' : token.Text == component;

    private static string[] Order(ValueKind kind) => kind switch
    {
        ValueKind.DateOnly => DateOrder,
        ValueKind.TimeOnly => TimeOrder,
        _ => DateTimeOrder,
    };

    private static string Advice(ValueKind kind) => kind switch
    {
        ValueKind.DateOnly => "yyyy-MM-dd",
        ValueKind.TimeOnly => "HH:mm:ss",
        _ => "yyyy-MM-ddTHH:mm:ss",
    };
}
