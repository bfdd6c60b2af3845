using System.Runtime.CompilerServices;

namespace Tessera.Integration.Tests.Readme;

/// <summary>The code blocks of a page, and the regions of a file that they must be.</summary>
internal static class Examples
{
    /// <summary>The C# blocks of a page, named from the repository's root.</summary>
    public static List<string> OfPage(string page, [CallerFilePath] string path = "")
    {
        var text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", page)).ReplaceLineEndings("\n");
        return [.. text.Split("```csharp\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)])];
    }

    /// <summary>The lines of a region, without the indentation that all of them have.</summary>
    public static string Region(string file, string name)
    {
        var lines = File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n');
        var region = lines.SkipWhile(line => line.Trim() != "#region " + name).Skip(1).TakeWhile(line => line.Trim() != "#endregion").ToList();
        var indentation = region.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Concat(region.Select(line => line.Length == 0 ? "\n" : line[indentation..] + "\n"));
    }
}
