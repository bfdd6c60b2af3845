using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Tessera.Generators.CodeFixes;
using Tessera.Generators.Tests.Harness;

namespace Tessera.Generators.Tests.CodeFixes;

public sealed class CodeFixTests
{
    private const string Shop = TestSource.ShopTable;

    [Theory]
    [InlineData("[Entity<ShopTable>(\"U\", \"M\")] public record User(string Id);", "[Entity<ShopTable>(\"U\", \"M\")] public partial record User(string Id);")]
    [InlineData("[Entity<ShopTable>(\"U\", \"M\")]\n// A comment.\nrecord User(string Id);", "[Entity<ShopTable>(\"U\", \"M\")]\n// A comment.\npartial record User(string Id);")]
    [InlineData("/// <summary>Text.</summary>\nclass Outer { [Entity<ShopTable>(\"U\", \"M\")] internal partial record User(string Id); }", "/// <summary>Text.</summary>\npartial class Outer { [Entity<ShopTable>(\"U\", \"M\")] internal partial record User(string Id); }")]
    [InlineData("[Table(\"other\")] public sealed class Other;", "[Table(\"other\")] public sealed partial class Other;")]
    public async Task AddPartial_TypeIsNotPartial_AddsTheModifier(string source, string expected) =>
        Assert.Equal(expected, await FixAsync(source, new AddPartialFix()));

    [Theory]
    [InlineData("[Entity<ShopTable>(\"U\", \"ORDER#{Number}\")] public partial record Order(int Number);", "[Entity<ShopTable>(\"U\", \"ORDER#{Number:D10}\")] public partial record Order(int Number);")]
    [InlineData("[Entity<ShopTable>(\"U\", sortKey: @\"\\{Number:D}\")] public partial record Order(long Number);", "[Entity<ShopTable>(\"U\", sortKey: @\"\\{Number:D19}\")] public partial record Order(long Number);")]
    [InlineData("[Entity<ShopTable>(\"U\", \"M\"), Index(\"GSI1\", \"X\", \"{A}#{B}\")] public partial record Order(string A, byte B);", "[Entity<ShopTable>(\"U\", \"M\"), Index(\"GSI1\", \"X\", \"{A}#{B:D3}\")] public partial record Order(string A, byte B);")]
    public async Task PadNumber_NumberDoesNotSort_AddsTheFormat(string source, string expected) =>
        Assert.Equal(expected, await FixAsync(source, new PadNumberFix()));

    /// <summary>Applies the fix to the one diagnostic that it can fix, and expects that the generator has nothing more to say.</summary>
    private static async Task<string> FixAsync(string source, CodeFixProvider fix)
    {
        var prefix = TestSource.File(Shop + "\n");
        using var workspace = new AdhocWorkspace();
        var compilation = TestSource.Compile();
        var project = workspace.AddProject("TestProject", LanguageNames.CSharp)
            .WithMetadataReferences(compilation.References)
            .WithCompilationOptions(compilation.Options)
            .WithParseOptions(TestSource.ParseOptions);
        var document = project.AddDocument("Source.cs", prefix + source);

        var fixedDocument = await ApplyAsync(document, fix);
        Assert.Empty(await DiagnosticsAsync(fixedDocument));
        return (await fixedDocument.GetTextAsync()).ToString()[prefix.Length..];
    }

    private static async Task<Document> ApplyAsync(Document document, CodeFixProvider fix)
    {
        var diagnostic = Assert.Single(await DiagnosticsAsync(document), d => fix.FixableDiagnosticIds.Contains(d.Id));
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        var operations = await Assert.Single(actions).GetOperationsAsync(CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
    }

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(Document document) =>
        TestSource.Driver().RunGenerators((await document.Project.GetCompilationAsync())!).GetRunResult().Diagnostics;
}
