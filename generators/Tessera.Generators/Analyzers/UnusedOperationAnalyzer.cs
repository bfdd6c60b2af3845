using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Tessera.Generators.Diagnostics;

namespace Tessera.Generators.Analyzers;

/// <summary>Warns of an operation that is prepared and then dropped: without <c>RunAsync</c> nothing is sent (TES024).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedOperationAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The prepared operations and what sends them.</summary>
    private static readonly (string MetadataName, string Sender)[] Operations =
    [
        ("Tessera.EntityPut`3", "RunAsync"),
        ("Tessera.EntityUpdate`3", "RunAsync"),
        ("Tessera.EntityDelete`3", "RunAsync"),
        ("Tessera.EntityCheck`3", "Check of a transaction"),
        ("Tessera.WriteTransaction", "CommitAsync"),
        ("Tessera.EntityQuery`2", "ToListAsync, PageAsync or await foreach"),
        ("Tessera.EntityScan`2", "ToListAsync, PageAsync or await foreach"),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.OperationUnused];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var senders = FindSenders(start.Compilation);
            if (senders.Count > 0)
                start.RegisterOperationAction(c => Check(c, senders), OperationKind.ExpressionStatement);
        });
    }

    private static Dictionary<INamedTypeSymbol, string> FindSenders(Compilation compilation)
    {
        var senders = new Dictionary<INamedTypeSymbol, string>(SymbolEqualityComparer.Default);
        foreach (var (name, sender) in Operations)
        {
            if (compilation.GetTypeByMetadataName(name) is { } type)
                senders.Add(type, sender);
        }

        return senders;
    }

    private static void Check(OperationAnalysisContext context, Dictionary<INamedTypeSymbol, string> senders)
    {
        // Only a call whose result nobody takes: a transaction kept in a variable may be added to, line by line.
        if (((IExpressionStatementOperation)context.Operation).Operation is not IInvocationOperation { Type: INamedTypeSymbol result } call
            || !StartsAtARepository(call))
            return;
        for (var type = result; type is not null; type = type.BaseType)
        {
            if (senders.TryGetValue(type.OriginalDefinition, out var sender))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.OperationUnused, call.Syntax.GetLocation(), call.TargetMethod.Name, sender));
                return;
            }
        }
    }

    /// <summary>Whether the chain of calls begins with a new operation, and not with one that a variable holds.</summary>
    private static bool StartsAtARepository(IInvocationOperation call)
    {
        var instance = call.Instance;
        while (instance is IInvocationOperation inner)
            instance = inner.Instance;
        for (var type = instance?.Type; type is not null; type = type.BaseType)
        {
            if (type.Name is "EntityRepository" or "TableContext")
                return true;
        }

        return false;
    }
}
