using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Tessera.Samples.Tests;

public sealed partial class AtlasTests
{
    [Fact]
    public async Task Atlas_TwoThousandCities_PrintsWhatEachPatternFoundAndCost()
    {
        var stop = TestContext.Current.CancellationToken;
        var program = typeof(AtlasTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "AtlasProgram").Value!;
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "2000"]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);

        Assert.Equal(0, process.ExitCode);
        var rows = Row().Matches(output).ToDictionary(row => row.Groups["pattern"].Value.Trim(), row => row.Groups);
        Assert.Equal(("2,000", "80", "0.0", "4,000"), Figures(rows["load the world"]));
        Assert.Equal(("1", "1", "0.5", "0"), Figures(rows["one city by its key"]));
    }

    private static (string Items, string Requests, string ReadUnits, string WriteUnits) Figures(GroupCollection row) =>
        (row["items"].Value, row["requests"].Value, row["rcu"].Value, row["wcu"].Value);

    [GeneratedRegex(@"│(?<pattern>[^│]+)│ +(?<items>[\d,]+) │ +[\d,.]+ ms │ +(?<requests>[\d,]+) │ +(?<rcu>[\d,.]+) │ +(?<wcu>[\d,]+) │")]
    private static partial Regex Row();
}
