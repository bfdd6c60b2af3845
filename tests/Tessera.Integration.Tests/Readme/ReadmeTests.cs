using System.Runtime.CompilerServices;

namespace Tessera.Integration.Tests.Readme;

/// <summary>The example in README.md is the code of <see cref="ReadmeExample"/>, which runs.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Example_OfTheReadme_IsTheCodeThatRuns() =>
        Assert.Equal(Region("README: entities") + "\n" + Region("README: use"), CodeBlock());

    private static string CodeBlock()
    {
        var text = File.ReadAllText(Path.Combine(Folder(), "..", "..", "..", "README.md")).ReplaceLineEndings("\n");
        var start = text.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static string Region(string name)
    {
        var lines = File.ReadAllText(Path.Combine(Folder(), "ReadmeExample.cs")).ReplaceLineEndings("\n").Split('\n');
        var region = lines.SkipWhile(line => line.Trim() != "#region " + name).Skip(1).TakeWhile(line => line.Trim() != "#endregion").ToList();
        var indentation = region.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Concat(region.Select(line => line.Length == 0 ? "\n" : line[indentation..] + "\n"));
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
