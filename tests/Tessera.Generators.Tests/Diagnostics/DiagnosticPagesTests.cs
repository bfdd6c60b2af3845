using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Tessera.Generators.Analyzers;
using Tessera.Generators.Tests.Harness;

namespace Tessera.Generators.Tests.Diagnostics;

/// <summary>The examples of the pages in <c>docs/diagnostics</c>: the invalid one reports its rule and no other, the corrected one nothing.</summary>
public sealed partial class DiagnosticPagesTests
{
    public static TheoryData<string> Pages => [.. Directory.GetFiles(Folder(), "TES*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task InvalidExample_OfAPage_ReportsItsRule(string id)
    {
        var diagnostics = TestSource.Run(Example(id, 0)).Diagnostics;
        if (diagnostics.Count == 0)
            diagnostics = await TestSource.AnalyzeAsync(Example(id, 0), new UnusedOperationAnalyzer());
        Assert.Equal([id], diagnostics.Select(d => d.Id).Distinct());
        Assert.All(diagnostics, d => Assert.EndsWith($"/docs/diagnostics/{id}.md", d.Descriptor.HelpLinkUri, StringComparison.Ordinal));
        var severity = Text(id).Contains("*Severity: error.*", StringComparison.Ordinal) ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        Assert.All(diagnostics, d => Assert.Equal(severity, d.Severity));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void CorrectedExample_OfAPage_CompilesWithoutDiagnostics(string id) => TestSource.Run(Example(id, 1)).ExpectCompiles();

    private static string Example(string id, int index)
    {
        var example = CSharp().Matches(Text(id))[index].Groups[1].Value;
        return example.Contains("class ShopTable", StringComparison.Ordinal) || example.Contains("[Table(", StringComparison.Ordinal)
            ? example
            : TestSource.ShopTable + "\n" + example;
    }

    private static string Text(string id) => File.ReadAllText(Path.Combine(Folder(), id + ".md"));

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "docs", "diagnostics");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
