using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Tessera.Samples.Tests;

/// <summary>docs/getting-started.md, followed to the letter in an empty folder.</summary>
public sealed partial class GettingStartedTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tessera-getting-started-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task GettingStarted_FollowedInAnEmptyFolder_PrintsWhatItSays()
    {
        var stop = TestContext.Current.CancellationToken;
        var repository = typeof(GettingStartedTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryFolder").Value!;
        var page = await File.ReadAllTextAsync(Path.Combine(repository, "docs", "getting-started.md"), stop);
        var blocks = CodeBlock().Matches(page).Select(block => block.Groups["code"].Value).ToList();
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "Blog.csproj"), blocks[0].Replace("../tessera", repository, StringComparison.Ordinal), stop);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "Program.cs"), blocks[1], stop);

        // The projects that it refers to are built already, and in use by other tests.
        await DotnetAsync("build", "-p:BuildProjectReferences=false", "-warnaserror", "-v", "quiet", "-nologo");
        var output = await DotnetAsync("run", "--no-build");

        Assert.Equal("2: Hello again", output.Trim());
        Assert.Contains("It prints `2: Hello again`", page, StringComparison.Ordinal);
    }

    private async Task<string> DotnetAsync(params string[] arguments)
    {
        var stop = TestContext.Current.CancellationToken;
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
        return output;
    }

    [GeneratedRegex("```(xml|csharp)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
