using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Tessera.Generators.Tests.Harness;

/// <summary>Makes compilations of test sources with the references a user's project has.</summary>
internal static class TestSource
{
    /// <summary>The table that most tests store their entities in.</summary>
    public const string ShopTable = "[Table(\"shop\")] public partial class ShopTable;";

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll" || name.StartsWith("AWSSDK.", StringComparison.Ordinal) || name == "Tessera.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Wraps declarations in a file with the usual usings and the namespace <c>Shop</c>.</summary>
    public static string File(string declarations) => Usings + "namespace Shop;\n\n" + declarations;

    public static string Usings =>
        """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Threading;
        using System.Threading.Tasks;
        using Tessera;

        """.ReplaceLineEndings("\n");

    public static SyntaxTree Parse(string source, string path = "Source.cs") => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    public static CSharpCompilation Compile(params SyntaxTree[] trees) => CSharpCompilation.Create(
        "TestProject",
        trees,
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error)
            .WithSpecificDiagnosticOptions([KeyValuePair.Create("TES006", ReportDiagnostic.Warn), KeyValuePair.Create("TES007", ReportDiagnostic.Warn), KeyValuePair.Create("TES024", ReportDiagnostic.Warn)]));

    public static GeneratorDriver Driver(bool trackSteps = false) => CSharpGeneratorDriver.Create(
        [new TesseraGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackSteps));

    /// <summary>Runs the generator over declarations in the namespace <c>Shop</c>.</summary>
    public static GeneratorResult Run(string declarations) => RunFiles(File(declarations));

    public static GeneratorResult RunFiles(params string[] sources)
    {
        var compilation = Compile([.. sources.Select((source, index) => Parse(source, string.Create(CultureInfo.InvariantCulture, $"Source{index}.cs")))]);
        var driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return new GeneratorResult(driver.GetRunResult(), output);
    }

    /// <summary>Runs an analyzer over declarations in the namespace <c>Shop</c>, together with what is generated for them.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string declarations, DiagnosticAnalyzer analyzer)
    {
        Driver().RunGeneratorsAndUpdateCompilation(Compile(Parse(File(declarations))), out var output, out _);
        Assert.DoesNotContain(output.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        return await output.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync();
    }
}
