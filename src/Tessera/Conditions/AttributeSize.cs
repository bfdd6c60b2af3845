namespace Tessera;

/// <summary>The size of an attribute; comparing it makes a condition. Immutable.</summary>
#pragma warning disable CA2225, CA1815 // The operators make conditions; there is nothing else to compare.
public readonly struct AttributeSize
{
    private readonly AttributePath _path;

    internal AttributeSize(AttributePath path) => _path = path;

    /// <summary>The size equals a number.</summary>
    /// <param name="size">The attribute's size.</param>
    /// <param name="number">The number.</param>
    /// <returns>The condition.</returns>
    public static Condition operator ==(AttributeSize size, int number) => new Condition.SizeComparison(size._path, "=", number);

    /// <summary>The size differs from a number.</summary>
    /// <param name="size">The attribute's size.</param>
    /// <param name="number">The number.</param>
    /// <returns>The condition.</returns>
    public static Condition operator !=(AttributeSize size, int number) => new Condition.SizeComparison(size._path, "<>", number);

    /// <summary>The size is less than a number.</summary>
    /// <param name="size">The attribute's size.</param>
    /// <param name="number">The number.</param>
    /// <returns>The condition.</returns>
    public static Condition operator <(AttributeSize size, int number) => new Condition.SizeComparison(size._path, "<", number);

    /// <summary>The size is at most a number.</summary>
    /// <param name="size">The attribute's size.</param>
    /// <param name="number">The number.</param>
    /// <returns>The condition.</returns>
    public static Condition operator <=(AttributeSize size, int number) => new Condition.SizeComparison(size._path, "<=", number);

    /// <summary>The size is greater than a number.</summary>
    /// <param name="size">The attribute's size.</param>
    /// <param name="number">The number.</param>
    /// <returns>The condition.</returns>
    public static Condition operator >(AttributeSize size, int number) => new Condition.SizeComparison(size._path, ">", number);

    /// <summary>The size is at least a number.</summary>
    /// <param name="size">The attribute's size.</param>
    /// <param name="number">The number.</param>
    /// <returns>The condition.</returns>
    public static Condition operator >=(AttributeSize size, int number) => new Condition.SizeComparison(size._path, ">=", number);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AttributeSize other && other._path == _path;

    /// <inheritdoc/>
    public override int GetHashCode() => _path.GetHashCode();
}
