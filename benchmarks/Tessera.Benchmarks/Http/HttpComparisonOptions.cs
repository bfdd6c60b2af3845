using System.Globalization;

namespace Tessera.Benchmarks.Http;

/// <summary>How long and how hard the two servers are driven.</summary>
internal sealed record HttpComparisonOptions
{
    public int Connections { get; init; } = 64;

    public int Rounds { get; init; } = 5;

    public TimeSpan RoundTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Part of a workload's name; all workloads where null.</summary>
    public string? Only { get; init; }

    public static HttpComparisonOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new HttpComparisonOptions();
        for (; arguments.Length >= 2; arguments = arguments[2..])
        {
            options = (arguments[0], arguments[1]) switch
            {
                ("--seconds", var text) => options with { RoundTime = TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture)) },
                ("--rounds", var text) => options with { Rounds = int.Parse(text, CultureInfo.InvariantCulture) },
                ("--connections", var text) => options with { Connections = int.Parse(text, CultureInfo.InvariantCulture) },
                ("--only", var text) => options with { Only = text },
                var (name, _) => throw new ArgumentException($"Unknown option {name}."),
            };
        }
        return options;
    }
}
