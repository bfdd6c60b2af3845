using Tessera.Engine.Errors;
using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Legacy;

/// <summary>The comparison operators of the legacy parameters: which arguments they take, and what they mean in the tree of conditions.</summary>
internal static class LegacyComparison
{
    /// <summary>Checks how many arguments there are, and that they are of one type.</summary>
    public static void CheckArguments(string op, IReadOnlyList<AttributeValue> arguments)
    {
        var isCountRight = op switch
        {
            "NULL" or "NOT_NULL" => arguments.Count == 0,
            "IN" => arguments.Count > 0,
            "BETWEEN" => arguments.Count == 2,
            _ => arguments.Count == 1,
        };
        if (!isCountRight)
            throw ServiceException.Validation(ExpressionMessages.ArgumentCount(op));
        for (var i = 1; i < arguments.Count; i++)
        {
            if (arguments[i].Type != arguments[0].Type)
                throw ServiceException.Validation(ExpressionMessages.MixedValueTypes);
        }
    }

    /// <summary>Checks that the operator is defined for the type of its arguments.</summary>
    public static void CheckTypes(string op, IReadOnlyList<AttributeValue> arguments)
    {
        foreach (var argument in arguments)
        {
            if (!IsDefined(op, argument.Type))
                throw ServiceException.Validation(ExpressionMessages.ArgumentType(op, argument.Type));
        }
    }

    /// <summary>Checks that the bounds of BETWEEN are in order.</summary>
    public static void CheckBounds(string op, IReadOnlyList<AttributeValue> arguments)
    {
        if (op == "BETWEEN" && AttributeValue.TryCompare(arguments[0], arguments[1], out var order) && order > 0)
            throw ServiceException.Validation(ExpressionMessages.BetweenBounds);
    }

    /// <summary>The condition that compares a top-level attribute with the arguments.</summary>
    public static ConditionNode ToNode(string attributeName, string op, IReadOnlyList<AttributeValue> arguments)
    {
        var path = new AttributePath(PathStep.OfName(attributeName));
        var attribute = new PathOperand(path);
        var values = arguments.Select(argument => new ValueOperand(argument)).ToArray();
        return op switch
        {
            "NULL" => new AttributeExistsNode(path, IsNegated: true),
            "NOT_NULL" => new AttributeExistsNode(path, IsNegated: false),
            "CONTAINS" => new ContainsNode(attribute, values[0]),
            "NOT_CONTAINS" => new NotNode(new ContainsNode(attribute, values[0])),
            "BEGINS_WITH" => new BeginsWithNode(attribute, values[0]),
            "IN" => new InNode(attribute, values),
            "BETWEEN" => new BetweenNode(attribute, values[0], values[1]),
            _ => new ComparisonNode(ToComparison(op), attribute, values[0]),
        };
    }

    /// <summary>Connects conditions by AND, or by OR where that is asked for.</summary>
    public static ConditionNode Connect(IReadOnlyList<ConditionNode> conditions, string? conditionalOperator)
    {
        if (conditionalOperator is not null && conditions.Count < 2)
            throw ServiceException.Validation(ExpressionMessages.ConditionalOperatorNeedsTwo);
        // As many as an expression may have: each walks the item, and the legacy maps have no limit of their own but the body's.
        if (conditions.Count > ExpressionLimits.OperatorsMax)
            throw ServiceException.Validation(ExpressionMessages.TooManyOperators());
        return conditionalOperator == "OR" ? new OrNode(conditions) : new AndNode(conditions);
    }

    // Equality takes sets and, unlike the documentation says, lists, maps, booleans and null too.
    private static bool IsDefined(string op, AttributeType type) => op switch
    {
        "EQ" or "NE" or "NULL" or "NOT_NULL" => true,
        "BEGINS_WITH" => type is AttributeType.S or AttributeType.B,
        "CONTAINS" or "NOT_CONTAINS" => type is AttributeType.S or AttributeType.N or AttributeType.B or AttributeType.Bool or AttributeType.Null,
        _ => type is AttributeType.S or AttributeType.N or AttributeType.B,
    };

    private static Comparison ToComparison(string op) => op switch
    {
        "EQ" => Comparison.Equal,
        "NE" => Comparison.NotEqual,
        "LT" => Comparison.Less,
        "LE" => Comparison.LessOrEqual,
        "GT" => Comparison.Greater,
        _ => Comparison.GreaterOrEqual,
    };
}
