using Tessera.Mapping;

namespace Tessera;

/// <summary>The conditions that are methods: existence, ranges, prefixes, contents and sizes.</summary>
public static class AttributeConditions
{
    /// <summary>The attribute is there, with any value (<c>attribute_exists</c>).</summary>
    /// <param name="attribute">The attribute.</param>
    /// <returns>The condition.</returns>
    public static Condition Exists(this IAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return Condition.Exists(attribute.Path);
    }

    /// <summary>The attribute is not there (<c>attribute_not_exists</c>).</summary>
    /// <param name="attribute">The attribute.</param>
    /// <returns>The condition.</returns>
    public static Condition NotExists(this IAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return Condition.NotExists(attribute.Path);
    }

    /// <summary>The attribute lies between two values, both included.</summary>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <param name="low">The lowest value.</param>
    /// <param name="high">The highest value; not less than <paramref name="low"/>.</param>
    /// <returns>The condition.</returns>
    public static Condition Between<T>(this IAttribute<T> attribute, T low, T high)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return new Condition.Between<T>(attribute.Path, attribute.Converter, low, high);
    }

    /// <summary>The attribute equals one of the values.</summary>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <param name="attribute">The attribute.</param>
    /// <param name="values">1 to 100 values.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">No value, or more than 100.</exception>
    public static Condition In<T>(this IAttribute<T> attribute, params T[] values)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length is 0 or > 100)
            throw new ArgumentException($"'{attribute.Path}' is compared with {values.Length} values; DynamoDB's IN takes 1 to 100.", nameof(values));
        return new Condition.OneOf<T>(attribute.Path, attribute.Converter, values);
    }

    /// <summary>The text begins with a prefix (<c>begins_with</c>).</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="prefix">The prefix.</param>
    /// <returns>The condition.</returns>
    public static Condition StartsWith(this IAttribute<string> attribute, string prefix)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return new Condition.ValueFunction<string>("begins_with", attribute.Path, Converters.String, prefix);
    }

    /// <summary>The text contains another (<c>contains</c>).</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="text">The text to find.</param>
    /// <returns>The condition.</returns>
    public static Condition Contains(this IAttribute<string> attribute, string text)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return new Condition.ValueFunction<string>("contains", attribute.Path, Converters.String, text);
    }

    /// <summary>The size of the attribute, to be compared: bytes of text or binary, elements of a list, set or map.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <returns>The size.</returns>
    public static AttributeSize Size(this IAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return new(attribute.Path);
    }
}
