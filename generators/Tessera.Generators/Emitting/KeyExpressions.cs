using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>The C# of single key parts: how they are written, read back and passed to the runtime.</summary>
internal static class KeyExpressions
{
    /// <summary>The constructor call of a part's description.</summary>
    public static string PartDescription(string entityName, KeyPartSpec part, string? following)
    {
        var arguments = $"{Literals.Quote(entityName)}, {Literals.Quote(part.Property)}";
        if (Format(part) is { } format)
            arguments += ", " + Literals.Quote(format);
        if (following is not null)
            arguments += (Format(part) is null ? ", terminator: " : ", ") + Literals.Quote(following[0]);
        return $"new({arguments})";
    }

    /// <summary>Appends a part to a key text.</summary>
    public static string Append(string field, KeyPartSpec part, string value) => part.Value.Kind switch
    {
        ValueKind.EnumName => $"text.AppendEnum({field}, {value});",
        ValueKind.EnumNumber => $"text.Append({field}, ({part.Value.EnumUnderlyingType}){value});",
        _ => $"text.Append({field}, {value});",
    };

    /// <summary>The part as text.</summary>
    public static string Text(string field, KeyPartSpec part, string value) => part.Value.Kind switch
    {
        ValueKind.EnumName => $"{field}.EnumText({value})",
        ValueKind.EnumNumber => $"{field}.Text(({part.Value.EnumUnderlyingType}){value})",
        _ => $"{field}.Text({value})",
    };

    /// <summary>Reads a part from the parser into a new local.</summary>
    public static string Read(string parser, string field, KeyPartSpec part, string local) => part.Value.Kind switch
    {
        ValueKind.String => $"{parser}.Read({field}, out string? {local})",
        ValueKind.EnumName => $"{parser}.ReadEnum({field}, out {part.Value.TypeName} {local})",
        ValueKind.EnumNumber => $"{parser}.Read({field}, out {part.Value.EnumUnderlyingType} {local})",
        _ => $"{parser}.Read({field}, out {part.Value.TypeName} {local})",
    };

    /// <summary>What a local read by <see cref="Read"/> is as a value of the property.</summary>
    public static string FromRead(ValueSpec value, string local) => value.Kind == ValueKind.EnumNumber ? $"({value.TypeName}){local}" : local;

    /// <summary>The key value of a property that is a key as it is.</summary>
    public static string NativeValue(KeySpec key, string field, string value)
    {
        const string KeyValue = "global::Tessera.KeyValue";
        var part = key.Parts.First();
        return part.Value.Kind switch
        {
            ValueKind.String => $"{KeyValue}.String({value})",
            ValueKind.Bytes => $"{KeyValue}.Binary({value})",
            ValueKind.Memory => $"{KeyValue}.Binary({value}.ToArray())",
            ValueKind.EnumNumber => $"{KeyValue}.Number(({part.Value.EnumUnderlyingType}){value})",
            _ when part.Value.IsNumber => $"{KeyValue}.Number({value})",
            _ => $"{KeyValue}.String({Text(field, part, value)})",
        };
    }

    /// <summary>The format that the runtime needs; dates and times without one get the form in which they are stored.</summary>
    private static string? Format(KeyPartSpec part) => part.Format ?? part.Value.Kind switch
    {
        ValueKind.DateOnly => "yyyy-MM-dd",
        ValueKind.TimeOnly => "HH:mm:ss.fffffff",
        ValueKind.TimeSpan => "c",
        _ => null,
    };
}
