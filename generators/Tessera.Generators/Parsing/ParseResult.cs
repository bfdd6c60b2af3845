using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Tessera.Generators.Parsing;

/// <summary>
/// What parsing one annotated type gives. The spec is a value and drives the source; diagnostics and the location are not, and only
/// reach the diagnostics output.
/// </summary>
internal sealed class ParseResult<T>(T? spec, bool hasErrors, ImmutableArray<Diagnostic> diagnostics, Location? location)
    where T : class
{
    /// <summary>The spec if the type can be generated.</summary>
    public T? Spec { get; } = hasErrors ? null : spec;

    public ImmutableArray<Diagnostic> Diagnostics { get; } = diagnostics;

    public Location? Location { get; } = location;
}
