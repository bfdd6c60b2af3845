using System.Text.RegularExpressions;

namespace Tessera.Conventions.Tests;

/// <summary>A diagnostic's id is for ever: it is recorded, and a page says what it means and how to mend it.</summary>
public sealed partial class DiagnosticsTests
{
    [Fact]
    public void Diagnostics_OfTheGenerator_HaveAPageEach()
    {
        var pages = Repository.Files("docs/diagnostics", ".md").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => Id().IsMatch(name));
        Assert.Equal(Ids(), pages.Order());
    }

    [Fact]
    public void Diagnostics_OfTheGenerator_AreRecorded()
    {
        var recorded = Repository.Files("generators", ".md")
            .Where(path => Path.GetFileName(path).StartsWith("AnalyzerReleases.", StringComparison.Ordinal))
            .SelectMany(Repository.ReadLines)
            .Select(line => line.Split('|')[0].Trim())
            .Where(id => Id().IsMatch(id));
        Assert.Equal(Ids(), recorded.Distinct().Order());
    }

    [Fact]
    public void Pages_OfDiagnostics_ShowTheCauseAndTheCure()
    {
        foreach (var path in Repository.Files("docs/diagnostics", ".md").Where(path => Id().IsMatch(Path.GetFileNameWithoutExtension(path))))
        {
            var page = Repository.Read(path);
            Assert.StartsWith("# " + Path.GetFileNameWithoutExtension(path), page, StringComparison.Ordinal);
            Assert.True(Regex.Count(page, "```csharp") >= 2, $"{path} shows no invalid and no corrected example.");
        }
    }

    private static string[] Ids()
    {
        var ids = Repository.Files("generators", ".cs").SelectMany(path => QuotedId().Matches(Repository.Read(path)).Select(match => match.Groups[1].Value));
        string[] distinct = [.. ids.Distinct().Order()];
        Assert.NotEmpty(distinct);
        return distinct;
    }

    [GeneratedRegex("^[A-Z]{3,8}[0-9]{3,4}$")]
    private static partial Regex Id();

    [GeneratedRegex("\"([A-Z]{3,8}[0-9]{3,4})\"")]
    private static partial Regex QuotedId();
}
