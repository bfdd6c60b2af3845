using Tessera.Mapping;

namespace Tessera;

/// <summary>A reference to a text attribute.</summary>
/// <remarks>Operators make conditions; see <see cref="AttributeConditions"/> for the methods. Immutable.</remarks>
/// <param name="path">Where the attribute is.</param>
#pragma warning disable CA2225 // The named alternatives of these operators would only say the same in longer words.
public readonly struct StringAttribute(AttributePath path) : ISettableAttribute<string?>
{
    /// <inheritdoc/>
    public AttributePath Path { get; } = path;

    /// <inheritdoc/>
    public AttributeConverter<string?> Converter => Converters.String!;

    /// <summary>The attribute equals the value. <see langword="null"/> asks for the absence of the attribute.</summary>
    /// <param name="left">The attribute.</param>
    /// <param name="right">The value.</param>
    /// <returns>The condition.</returns>
    public static Condition operator ==(StringAttribute left, string? right) => Condition.Compare(left.Path, "=", left.Converter, right);

    /// <summary>The attribute equals another attribute of the item.</summary>
    /// <param name="left">The attribute.</param>
    /// <param name="right">The other attribute.</param>
    /// <returns>The condition.</returns>
    public static Condition operator ==(StringAttribute left, StringAttribute right) => Condition.Compare(left.Path, "=", right.Path);

    /// <summary>The attribute differs from the value. <see langword="null"/> asks for the presence of the attribute.</summary>
    /// <param name="left">The attribute.</param>
    /// <param name="right">The value.</param>
    /// <returns>The condition.</returns>
    public static Condition operator !=(StringAttribute left, string? right) => Condition.Compare(left.Path, "<>", left.Converter, right);

    /// <summary>The attribute differs from another attribute of the item.</summary>
    /// <param name="left">The attribute.</param>
    /// <param name="right">The other attribute.</param>
    /// <returns>The condition.</returns>
    public static Condition operator !=(StringAttribute left, StringAttribute right) => Condition.Compare(left.Path, "<>", right.Path);

    /// <summary>The attribute is less than the value.</summary>
    /// <param name="left">The attribute.</param>
    /// <param name="right">The value.</param>
    /// <returns>The condition.</returns>
    public static Condition operator <(StringAttribute left, string? right) => Condition.Compare(left.Path, "<", left.Converter, right);

    /// <summary>The attribute is less than another attribute of the item.</summary>
    /// <param name="left">The attribute.</param>
    /// <param name="right">The other attribute.</param>
    /// <returns>The condition.</returns>
    public static Condition operator <(StringAttribute left, StringAttribute right) => Condition.Compare(left.Path, "<", right.Path);

    /// <summary>The attribute is at most the value.</summary>
    /// <param name="left">The attribute.</param>
    /// <param name="right">The value.</param>
    /// <returns>The condition.</returns>
    public static Condition operator <=(StringAttribute left, string? right) => Condition.Compare(left.Path, "<=", left.Converter, right);

    /// <summary>The attribute is at most another attribute of the item.</summary>
    /// <param name="left">The attribute.</param>
    /// <param name="right">The other attribute.</param>
    /// <returns>The condition.</returns>
    public static Condition operator <=(StringAttribute left, StringAttribute right) => Condition.Compare(left.Path, "<=", right.Path);

    /// <summary>The attribute is greater than the value.</summary>
    /// <param name="left">The attribute.</param>
    /// <param name="right">The value.</param>
    /// <returns>The condition.</returns>
    public static Condition operator >(StringAttribute left, string? right) => Condition.Compare(left.Path, ">", left.Converter, right);

    /// <summary>The attribute is greater than another attribute of the item.</summary>
    /// <param name="left">The attribute.</param>
    /// <param name="right">The other attribute.</param>
    /// <returns>The condition.</returns>
    public static Condition operator >(StringAttribute left, StringAttribute right) => Condition.Compare(left.Path, ">", right.Path);

    /// <summary>The attribute is at least the value.</summary>
    /// <param name="left">The attribute.</param>
    /// <param name="right">The value.</param>
    /// <returns>The condition.</returns>
    public static Condition operator >=(StringAttribute left, string? right) => Condition.Compare(left.Path, ">=", left.Converter, right);

    /// <summary>The attribute is at least another attribute of the item.</summary>
    /// <param name="left">The attribute.</param>
    /// <param name="right">The other attribute.</param>
    /// <returns>The condition.</returns>
    public static Condition operator >=(StringAttribute left, StringAttribute right) => Condition.Compare(left.Path, ">=", right.Path);

    /// <summary>The attribute's value before the update, as a new value.</summary>
    /// <param name="attribute">The attribute.</param>
    public static implicit operator UpdateValue<string?>(StringAttribute attribute) => UpdateValue<string?>.Of(attribute);

    /// <summary>The attribute's value, or the given one while the attribute is absent (<c>if_not_exists</c>).</summary>
    /// <param name="value">The value to start with.</param>
    /// <returns>The new value.</returns>
    public UpdateValue<string?> OrElse(string? value) => UpdateValue<string?>.OrElse(this, value);

    /// <summary>Not meant to be compared as objects; use the operators, which make conditions.</summary>
    /// <param name="obj">Not used.</param>
    /// <returns>Whether both refer to the same path.</returns>
    public override bool Equals(object? obj) => obj is StringAttribute other && other.Path == Path;

    /// <inheritdoc/>
    public override int GetHashCode() => Path.GetHashCode();
}
