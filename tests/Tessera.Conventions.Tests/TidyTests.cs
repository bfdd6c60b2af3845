using System.Text.RegularExpressions;

namespace Tessera.Conventions.Tests;

/// <summary>What a reader should never meet in the sources.</summary>
public sealed partial class TidyTests
{
    private const int FileLinesMax = 600;
    private const int LineLengthMax = 200;

    [Fact]
    public void Sources_AreNotLongerThanOneIdea()
    {
        var tooLong = Shipped().Where(path => Repository.ReadLines(path).Length > FileLinesMax);
        Offences.None(tooLong);
    }

    [Fact]
    public void Sources_HaveNoLineThatNobodyReadsToItsEnd()
    {
        // What the generator emits is kept whole in one line of its templates, so that the output can be seen in them.
        var tooLong =
            from path in Repository.Files("src", ".cs")
            from line in Repository.ReadLines(path)
            where line.Length > LineLengthMax
            select $"{path}: {line.Trim()[..60]}…";
        Offences.None(tooLong);
    }

    [Fact]
    public void Sources_LeaveNothingForLater() => Offences.None(Lines(Shipped(), Unfinished()));

    [Fact]
    public void Repository_NamesNoPlaceOfOneMachine()
    {
        string[] folders = ["src", "generators", "tests", "samples", "benchmarks", "docs", "templates", ".ci", "build"];
        var paths = folders.SelectMany(folder => Repository.Files(folder, ".cs", ".csproj", ".props", ".targets", ".md", ".py", ".json", ".yml", ""))
            .Concat(["README.md", "Framework.sln", "Directory.Build.props", "Directory.Packages.props"])
            .Where(path => Path.GetFileName(path) != "TidyTests.cs" && Repository.Exists(path));
        Offences.None(Lines(paths, MachinePath()));
    }

    [Fact]
    public void Sources_EndTheirLinesWithALineFeedAlone()
    {
        var paths = Shipped().Concat(Repository.Files("tests", ".cs")).Concat(Repository.Files("samples", ".cs"));
        Assert.DoesNotContain(paths, path => Repository.Read(path).Contains('\r'));
    }

    private static IEnumerable<string> Shipped() => Repository.Files("src", ".cs").Concat(Repository.Files("generators", ".cs"));

    private static IEnumerable<string> Lines(IEnumerable<string> paths, Regex unwanted) =>
        from path in paths
        from line in Repository.ReadLines(path).Select((text, index) => (Text: text, Number: index + 1))
        where unwanted.IsMatch(line.Text)
        select $"{path}:{line.Number}: {line.Text.Trim()}";

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(?<![\w.}*~-])/(work|home|root|Users|tmp/(brief|wt))/|[A-Z]:\\\\?(Users|src|work)\\")]
    private static partial Regex MachinePath();
}
