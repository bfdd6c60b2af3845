using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tessera.Generators.CodeFixes;

/// <summary>Gives a number in a sort key the format that pads it with zeros (TES006): <c>{Number}</c> becomes <c>{Number:D10}</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PadNumberFix))]
[Shared]
public sealed class PadNumberFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["TES006"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var literal = root?.FindNode(diagnostic.Location.SourceSpan).DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().FirstOrDefault();
            if (literal is null || !diagnostic.Properties.TryGetValue("Part", out var part)
                || !diagnostic.Properties.TryGetValue("Replacement", out var replacement))
                continue;
            var title = $"Write '{{{replacement}}}'";
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(Replace(context.Document, root!, literal, part!, replacement!)),
                nameof(PadNumberFix)), diagnostic);
        }
    }

    /// <summary>Replaces the part in the literal as it is written, so that verbatim and raw strings stay what they are.</summary>
    private static Document Replace(Document document, SyntaxNode root, LiteralExpressionSyntax literal, string part, string replacement)
    {
        var text = literal.Token.Text.Replace("{" + part + "}", "{" + replacement + "}");
        var replaced = SyntaxFactory.ParseExpression(text).WithTriviaFrom(literal);
        return document.WithSyntaxRoot(root.ReplaceNode(literal, replaced));
    }
}
