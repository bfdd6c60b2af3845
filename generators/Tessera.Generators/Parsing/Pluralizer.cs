namespace Tessera.Generators.Parsing;

/// <summary>The English plural of a type's name, by the regular rules; a name that ends as a plural does stays; <c>Repository = "…"</c> overrides it.</summary>
internal static class Pluralizer
{
    public static string Pluralize(string name)
    {
        if (EndsWith(name, "ss") || EndsWith(name, "us") || EndsWith(name, "is") || EndsWith(name, "x") || EndsWith(name, "z") || EndsWith(name, "ch")
            || EndsWith(name, "sh"))
            return name + "es";
        if (EndsWith(name, "s"))
            return name;
        if (EndsWith(name, "y") && name.Length > 1 && "aeiouAEIOU".IndexOf(name[name.Length - 2]) < 0)
            return name.Substring(0, name.Length - 1) + "ies";
        return name + "s";
    }

    private static bool EndsWith(string name, string ending) => name.EndsWith(ending, StringComparison.Ordinal);
}
