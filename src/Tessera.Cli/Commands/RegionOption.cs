using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Tessera.Engine;

namespace Tessera.Cli.Commands;

/// <summary><c>--region</c>, of the commands that run an engine.</summary>
internal static partial class RegionOption
{
    public static Option<string> Create(string description)
    {
        var region = new Option<string>("--region") { Description = description, DefaultValueFactory = _ => new EngineOptions().DefaultRegion };
        region.Validators.Add(Check);
        return region;
    }

    private static void Check(OptionResult result)
    {
        if (result.GetValueOrDefault<string>() is not { } region || !RegionName().IsMatch(region))
            result.AddError("--region must be the name of a region, such as us-east-1.");
    }

    [GeneratedRegex("^[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}$")]
    private static partial Regex RegionName();
}
