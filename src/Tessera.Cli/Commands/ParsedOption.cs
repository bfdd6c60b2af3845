using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Tessera.Cli.Commands;

/// <summary>Options whose errors say what may be written.</summary>
internal static class ParsedOption
{
    /// <summary>A whole number within limits.</summary>
    public static Option<int> Number(string name, string description, int defaultValue, int minimum, int maximum) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum)
                return number;
            result.AddError($"{name} '{text}' is not a whole number from {minimum} to {maximum}.");
            return 0;
        },
    };

    /// <summary>One of the values of an enumeration, in small letters.</summary>
    public static T Word<T>(ArgumentResult result)
        where T : struct, Enum
    {
        var text = result.Tokens[0].Value;
        if (!char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value))
            return value;
        var words = Enum.GetNames<T>().Select(name => name.ToLowerInvariant());
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} '{text}' is not one of: {string.Join(", ", words)}.");
        return default;
    }
}
