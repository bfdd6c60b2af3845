using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>
/// What parsing one annotated type gives. The type and the spec are values and drive the source; diagnostics and the location are not, and
/// only reach the diagnostics output.
/// </summary>
internal sealed class ParseResult<T>(INamedTypeSymbol type, T? spec, DiagnosticBag diagnostics)
    where T : class
{
    public TypeSpec Type { get; } = TypeParser.Parse(type);

    /// <summary>The spec if the type can be generated.</summary>
    public T? Spec { get; } = diagnostics.HasErrors ? null : spec;

    public ImmutableArray<Diagnostic> Diagnostics { get; } = diagnostics.ToImmutable();

    public Location? Location { get; } = type.FirstLocation();
}
