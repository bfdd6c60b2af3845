using System.Text.RegularExpressions;

namespace Tessera.Templates.Tests;

/// <summary>The quick start, in an empty folder, with packages instead of projects: as docs/packages-and-templates.md says.</summary>
public sealed partial class QuickStartTests(PackedFolder packed)
{
    [Fact]
    public async Task QuickStart_WithThePackages_PrintsWhatItSays()
    {
        var folder = Directory.CreateDirectory(Path.Combine(packed.Work, "Blog")).FullName;
        var project = Blocks("packages-and-templates.md", "xml").First(block => block.Contains("PackageReference", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(folder, "Blog.csproj"), project.Replace("Version=\"0.1.0\"", $"Version=\"{PackedFolder.Version}\"", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Blocks("getting-started.md", "csharp").First());

        await Commands.RunAsync(packed.Dotnet(folder, "build", "-warnaserror", "-nologo", "-v:quiet"));
        var output = await Commands.RunAsync(packed.Dotnet(folder, "run", "--no-build"));

        Assert.Equal("2: Hello again", output.Trim());
    }

    private static IEnumerable<string> Blocks(string page, string language) =>
        CodeBlock().Matches(File.ReadAllText(Path.Combine(PackedFolder.Repository, "docs", page)))
            .Where(block => block.Groups["language"].Value == language)
            .Select(block => block.Groups["code"].Value);

    [GeneratedRegex("```(?<language>[a-z]+)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
