namespace Tessera.Generators.Model;

/// <summary>A user's type: where it is declared and how generated code names it.</summary>
internal sealed record TypeSpec
{
    /// <summary>The namespace, or null for the global one.</summary>
    public required string? Namespace { get; init; }

    /// <summary>The types around it, outermost first, each as its partial declaration: <c>partial class Outer</c>.</summary>
    public required EquatableArray<string> ContainingTypes { get; init; }

    /// <summary>The partial declaration of the type itself: <c>partial record Order</c>.</summary>
    public required string Declaration { get; init; }

    /// <summary>The name as an identifier, without <c>@</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The C# type with <c>global::</c>.</summary>
    public required string FullName { get; init; }

    /// <summary><c>public</c> or <c>internal</c>: what generated types beside it may be.</summary>
    public required string Accessibility { get; init; }

    public bool IsRecord => Declaration.StartsWith("partial record", StringComparison.Ordinal);

    /// <summary>What stands before the name in <see cref="FullName"/>: the qualifier of types generated beside it.</summary>
    public string Qualifier => FullName.Substring(0, Math.Max(FullName.LastIndexOf('.'), FullName.LastIndexOf(':')) + 1);

    /// <summary>The full name of the mapper that is generated beside an entity.</summary>
    public string MapperName => Qualifier + Name + "Mapper";

    public required bool IsValueType { get; init; }

    /// <summary>The name of the generated file without its ending: <c>Shop.Outer.Order</c>.</summary>
    public required string HintName { get; init; }
}
