using Tessera.Mapping;

namespace Tessera;

/// <summary>A new value that DynamoDB computes from the item as it was before the update. Immutable.</summary>
/// <remarks>Comes from attribute references: <c>o.Count + 1</c>, <c>o.Count.OrElse(0) + 1</c>, or another attribute.</remarks>
/// <typeparam name="T">The value's type.</typeparam>
#pragma warning disable CA2225 // The operators are the only spelling.
public sealed class UpdateValue<T>
{
    private readonly Action<ExpressionBuilder> _render;
    private readonly AttributeConverter<T> _converter;

    private UpdateValue(AttributeConverter<T> converter, Action<ExpressionBuilder> render) => (_converter, _render) = (converter, render);

    /// <summary>The value plus a number.</summary>
    /// <param name="left">The value.</param>
    /// <param name="right">The number.</param>
    /// <returns>The new value.</returns>
    public static UpdateValue<T> operator +(UpdateValue<T> left, T right) => left.Combine("+", right);

    /// <summary>The value minus a number.</summary>
    /// <param name="left">The value.</param>
    /// <param name="right">The number.</param>
    /// <returns>The new value.</returns>
    public static UpdateValue<T> operator -(UpdateValue<T> left, T right) => left.Combine("-", right);

    internal static UpdateValue<T> Of(IAttribute<T> attribute) => new(attribute.Converter, attribute.Path.Render);

    internal static UpdateValue<T> OrElse(IAttribute<T> attribute, T value) => new(attribute.Converter, expression =>
    {
        expression.Append("if_not_exists(");
        attribute.Path.Render(expression);
        expression.Append(", ").Value(attribute.Converter, value).Append(")");
    });

    internal void Render(ExpressionBuilder expression) => _render(expression);

    private UpdateValue<T> Combine(string sign, T right) => new(_converter, expression =>
    {
        _render(expression);
        expression.Append($" {sign} ").Value(_converter, right);
    });
}
