using System.Text;
using Microsoft.CodeAnalysis;

namespace Tessera.Generators.Tests.Harness;

/// <summary>What the generator made of a source. Every diagnostic must be expected, or the test fails and prints what to write.</summary>
internal sealed class GeneratorResult(GeneratorDriverRunResult result, Compilation output)
{
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = [.. result.Diagnostics.OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];

    /// <summary>The generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; } =
        result.Results.SelectMany(r => r.GeneratedSources).ToDictionary(s => s.HintName, s => s.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>Expects exactly these diagnostics, each given as <c>TES001: message</c> in the order of the source.</summary>
    public GeneratorResult ExpectDiagnostics(params string[] expected)
    {
        var actual = Diagnostics.Select(d => $"{d.Id}: {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}").ToList();
        if (actual.SequenceEqual(expected))
            return this;
        Assert.Fail(Explain(actual));
        return this;
    }

    /// <summary>Expects that there are no diagnostics, and that everything compiles with warnings as errors.</summary>
    public GeneratorResult ExpectCompiles()
    {
        ExpectDiagnostics();
        return ExpectOutputCompiles();
    }

    public GeneratorResult ExpectOutputCompiles()
    {
        using var assembly = new MemoryStream();
        var problems = output.Emit(assembly).Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).ToList();
        if (problems.Count > 0)
            Assert.Fail(string.Join("\n", problems.DistinctBy(p => (p.Id, p.GetMessage(null))).Take(20)) + "\n\n" + string.Join("\n", SourcesOf(problems)));
        return this;
    }

    /// <summary>Expects that the source does not compile, for this one reason.</summary>
    public GeneratorResult ExpectCompilerError(string id, string message)
    {
        ExpectDiagnostics();
        var error = Assert.Single(output.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal(id, error.Id);
        Assert.Contains(message, error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return this;
    }

    /// <summary>Expects that the compiler adds no errors of its own to the diagnostics.</summary>
    public GeneratorResult ExpectNoOtherErrors()
    {
        var errors = output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
            Assert.Fail(string.Join("\n", errors) + "\n\n" + string.Join("\n", SourcesOf(errors)));
        return this;
    }

    /// <summary>The text on which a diagnostic is shown.</summary>
    public string LocatedText(int index)
    {
        var location = Diagnostics[index].Location;
        return location.SourceTree!.GetText().ToString(location.SourceSpan);
    }

    private static string Explain(List<string> actual)
    {
        var text = new StringBuilder("The diagnostics differ. To expect what was reported, write:\n\n.ExpectDiagnostics(");
        text.AppendJoin(",", actual.Select(line => "\n    " + Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(line, quote: true)));
        return text.Append(')').ToString();
    }

    private static IEnumerable<string> SourcesOf(List<Diagnostic> problems) => problems
        .Select(p => p.Location.SourceTree)
        .OfType<SyntaxTree>()
        .Distinct()
        .Take(2)
        .Select(t => "--- " + t.FilePath + "\n" + string.Join("\n", t.ToString().Split('\n').Select((line, index) => $"{index + 1,4} {line}")));
}
