using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Tessera.Generators.Diagnostics;

/// <summary>Collects the diagnostics of one type while it is parsed.</summary>
internal sealed class DiagnosticBag
{
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    /// <summary>Whether an error was reported that leaves open what to generate, so that no code can be generated for the type.</summary>
    public bool HasErrors { get; private set; }

    public void Report(DiagnosticDescriptor descriptor, Location? location, params object?[] arguments) =>
        Report(descriptor, location, ImmutableDictionary<string, string?>.Empty, arguments);

    /// <summary>Reports with properties for a code fix.</summary>
    public void Report(DiagnosticDescriptor descriptor, Location? location, ImmutableDictionary<string, string?> properties, params object?[] arguments)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        _diagnostics.Add(Diagnostic.Create(descriptor, location, properties, arguments));
    }

    /// <summary>
    /// Reports an error beside which it is still clear what to generate. The code is generated as if all was right, so that the user
    /// sees this error alone, and not those of everything that uses the code.
    /// </summary>
    public void ReportAndGenerate(DiagnosticDescriptor descriptor, Location? location, params object?[] arguments) =>
        _diagnostics.Add(Diagnostic.Create(descriptor, location, arguments));

    public ImmutableArray<Diagnostic> ToImmutable() => _diagnostics.ToImmutable();
}
