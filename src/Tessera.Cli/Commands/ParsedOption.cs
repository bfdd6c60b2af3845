using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;

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

    /// <summary>A port of this machine.</summary>
    public static Option<int> Port(string name, string description, int defaultValue, params string[] aliases) => new(name, aliases)
    {
        Description = $"{description} 0 takes a free one.",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort)
                return port;
            result.AddError($"{name} '{text}' is not a port. Write a number between 0 and {IPEndPoint.MaxPort}.");
            return 0;
        },
    };

    /// <summary>One of the values of an enumeration, in small letters.</summary>
    public static T Word<T>(ArgumentResult result)
        where T : struct, Enum
    {
        var text = result.Tokens[0].Value;
        var names = Enum.GetNames<T>();
        if (names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found)
            return Enum.Parse<T>(found);
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} '{text}' is not one of: {string.Join(", ", names.Select(name => name.ToLowerInvariant()))}.");
        return default;
    }
}
