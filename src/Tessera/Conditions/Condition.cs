using Tessera.Mapping;

namespace Tessera;

/// <summary>A condition on an item: of a write (<c>When</c>) or a filter (<c>Where</c>). Immutable.</summary>
/// <remarks>
/// Combine with <c>&amp;</c> or <c>&amp;&amp;</c>, <c>|</c> or <c>||</c>, and <c>!</c>; the doubled forms mean the same, both sides always count.
/// Values travel as expression values, names as expression names: nothing in them can change the condition's meaning.
/// </remarks>
public abstract class Condition
{
    private protected Condition()
    {
    }

    /// <summary>Both hold.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other.</param>
    /// <returns>The combined condition.</returns>
    public static Condition operator &(Condition left, Condition right) => new Junction("AND", left, right);

    /// <summary>At least one holds.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other.</param>
    /// <returns>The combined condition.</returns>
    public static Condition operator |(Condition left, Condition right) => new Junction("OR", left, right);

    /// <summary>The condition does not hold.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>Its negation.</returns>
    public static Condition operator !(Condition condition) => new Negation(condition);

    /// <summary>Never true, so that <c>||</c> always combines both sides.</summary>
    /// <param name="condition">Not used.</param>
    /// <returns><see langword="false"/>.</returns>
    public static bool operator true(Condition condition) => false;

    /// <summary>Never true, so that <c>&amp;&amp;</c> always combines both sides.</summary>
    /// <param name="condition">Not used.</param>
    /// <returns><see langword="false"/>.</returns>
    public static bool operator false(Condition condition) => false;

    /// <summary>The attribute is there, with any value.</summary>
    /// <param name="path">The attribute.</param>
    /// <returns>The condition.</returns>
    public static Condition Exists(AttributePath path) => new Function("attribute_exists", path);

    /// <summary>The attribute is not there.</summary>
    /// <param name="path">The attribute.</param>
    /// <returns>The condition.</returns>
    public static Condition NotExists(AttributePath path) => new Function("attribute_not_exists", path);

    /// <summary>Both hold, or the one that is given.</summary>
    internal static Condition? All(Condition? left, Condition? right) => left is null ? right : right is null ? left : left & right;

    internal static Condition Compare<T>(AttributePath path, string comparator, AttributeConverter<T> converter, T value) => (value, comparator) switch
    {
        // An absent value is stored as an absent attribute, so that is what comparing with null means.
        (null, "=") => NotExists(path),
        (null, "<>") => Exists(path),
        (null, _) => throw new ArgumentNullException(nameof(value), $"'{path}' cannot be compared with null by '{comparator}'. Use == or !=."),
        _ => new Comparison<T>(path, comparator, converter, value),
    };

    internal static Condition Compare(AttributePath left, string comparator, AttributePath right) => new PathComparison(left, comparator, right);

    internal abstract void Render(ExpressionBuilder expression);

    internal sealed class Comparison<T>(AttributePath path, string comparator, AttributeConverter<T> converter, T value) : Condition
    {
        internal override void Render(ExpressionBuilder expression)
        {
            path.Render(expression);
            expression.Append($" {comparator} ").Value(converter, value);
        }
    }

    internal sealed class PathComparison(AttributePath left, string comparator, AttributePath right) : Condition
    {
        internal override void Render(ExpressionBuilder expression)
        {
            left.Render(expression);
            expression.Append($" {comparator} ");
            right.Render(expression);
        }
    }

    internal sealed class Function(string name, AttributePath path) : Condition
    {
        internal override void Render(ExpressionBuilder expression)
        {
            expression.Append(name).Append("(");
            path.Render(expression);
            expression.Append(")");
        }
    }

    internal sealed class ValueFunction<T>(string name, AttributePath path, AttributeConverter<T> converter, T value) : Condition
    {
        internal override void Render(ExpressionBuilder expression)
        {
            expression.Append(name).Append("(");
            path.Render(expression);
            expression.Append(", ").Value(converter, value).Append(")");
        }
    }

    internal sealed class Between<T>(AttributePath path, AttributeConverter<T> converter, T low, T high) : Condition
    {
        internal override void Render(ExpressionBuilder expression)
        {
            path.Render(expression);
            expression.Append(" BETWEEN ").Value(converter, low).Append(" AND ").Value(converter, high);
        }
    }

    internal sealed class OneOf<T>(AttributePath path, AttributeConverter<T> converter, T[] values) : Condition
    {
        internal override void Render(ExpressionBuilder expression)
        {
            path.Render(expression);
            expression.Append(" IN (");
            for (var index = 0; index < values.Length; index++)
                expression.Append(index == 0 ? "" : ", ").Value(converter, values[index]);
            expression.Append(")");
        }
    }

    internal sealed class SizeComparison(AttributePath path, string comparator, int size) : Condition
    {
        internal override void Render(ExpressionBuilder expression)
        {
            expression.Append("size(");
            path.Render(expression);
            expression.Append($") {comparator} ").Value(Converters.Number<int>(), size);
        }
    }

    private sealed class Junction(string word, Condition left, Condition right) : Condition
    {
        internal override void Render(ExpressionBuilder expression)
        {
            Side(expression, left);
            expression.Append($" {word} ");
            Side(expression, right);
        }

        // Only a different junction needs parentheses; redundant ones are refused by the service.
        private void Side(ExpressionBuilder expression, Condition side)
        {
            var grouped = side is Junction junction && junction.Word != word;
            expression.Append(grouped ? "(" : "");
            side.Render(expression);
            expression.Append(grouped ? ")" : "");
        }

        private string Word => word;
    }

    private sealed class Negation(Condition condition) : Condition
    {
        internal override void Render(ExpressionBuilder expression)
        {
            expression.Append("NOT (");
            condition.Render(expression);
            expression.Append(")");
        }
    }
}
