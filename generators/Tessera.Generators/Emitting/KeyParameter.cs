using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>A property that a key is composed of, as a parameter of generated methods; the value is never null.</summary>
/// <param name="Property">The property's name, without <c>@</c>.</param>
/// <param name="Value">The value's type.</param>
/// <param name="Name">The parameter's name in C#, with <c>@</c> if it is a keyword.</param>
internal sealed record KeyParameter(string Property, ValueSpec Value, string Name)
{
    /// <summary>The parameters and locals of the generated methods that take key parts, and the field that one of them reads.</summary>
    private static readonly string[] OwnNames = ["text", "consistent", "cancellationToken", "collectionReader", "_table"];

    /// <summary>The parameter's name as XML documentation refers to it.</summary>
    public string DocumentedName => Name.TrimStart('@');

    /// <summary>
    /// The distinct properties of keys in the order of their first use. A property whose name is one of the generated code's own, or
    /// differs from an earlier property's only in its capitals, gets <c>Part</c> added: <c>Text</c> gives <c>textPart</c>.
    /// </summary>
    public static List<KeyParameter> Of(params KeySpec?[] keys) => Of([], keys);

    /// <summary>The same, beside other names of the method.</summary>
    public static List<KeyParameter> Of(IEnumerable<string> otherNames, params KeySpec?[] keys)
    {
        var taken = new HashSet<string>(OwnNames.Concat(otherNames), StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var parameters = new List<KeyParameter>();
        foreach (var part in keys.Where(k => k is not null).SelectMany(k => k!.Parts).Where(p => seen.Add(p.Property)))
        {
            var name = Literals.CamelCase(part.Property);
            while (!taken.Add(name.TrimStart('@')))
                name += "Part";
            parameters.Add(new KeyParameter(part.Property, part.Value.NonNullable, name));
        }

        return parameters;
    }

    /// <summary>The parameters as a method declares them.</summary>
    public static string Declarations(IEnumerable<KeyParameter> parameters) => string.Join(", ", parameters.Select(p => $"{p.Value.TypeName} {p.Name}"));

    /// <summary>The parameters as arguments of another method.</summary>
    public static string Arguments(IEnumerable<KeyParameter> parameters) => string.Join(", ", parameters.Select(p => p.Name));
}
