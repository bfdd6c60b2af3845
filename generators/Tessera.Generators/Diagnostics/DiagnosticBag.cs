using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Tessera.Generators.Diagnostics;

/// <summary>Collects the diagnostics of one type while it is parsed.</summary>
internal sealed class DiagnosticBag
{
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    /// <summary>Whether any error was reported, so that no code can be generated for the type.</summary>
    public bool HasErrors { get; private set; }

    public void Report(DiagnosticDescriptor descriptor, Location? location, params object?[] arguments) =>
        Report(descriptor, location, ImmutableDictionary<string, string?>.Empty, arguments);

    /// <summary>Reports with properties for a code fix.</summary>
    public void Report(DiagnosticDescriptor descriptor, Location? location, ImmutableDictionary<string, string?> properties, params object?[] arguments)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        _diagnostics.Add(Diagnostic.Create(descriptor, location, properties, arguments));
    }

    public ImmutableArray<Diagnostic> ToImmutable() => _diagnostics.ToImmutable();
}
