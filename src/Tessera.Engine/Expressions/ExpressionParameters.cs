using Tessera.Engine.Errors;

namespace Tessera.Engine.Expressions;

/// <summary>A parameter of a request and whether the request has it.</summary>
internal readonly record struct RequestParameter(string Name, bool IsPresent);

/// <summary>Which parameters of a request may be used together.</summary>
internal static class ExpressionParameters
{
    /// <summary>
    /// Refuses expressions beside legacy parameters, and names or values without an expression to use them.
    /// </summary>
    /// <param name="nonExpressions">The operation's legacy parameters, in the service's order.</param>
    /// <param name="expressions">The operation's expressions, in the service's order.</param>
    /// <param name="attributes">The request's names and values.</param>
    public static void EnsureConsistent(
        ReadOnlySpan<RequestParameter> nonExpressions, ReadOnlySpan<RequestParameter> expressions, ExpressionAttributes attributes)
    {
        if (!AnyPresent(expressions))
        {
            EnsureNoNames(attributes);
            EnsureNoValues(expressions, attributes);
            return;
        }

        EnsureNotMixed(nonExpressions, expressions);
        EnsureNoValues(expressions, attributes);
    }

    private static void EnsureNotMixed(ReadOnlySpan<RequestParameter> nonExpressions, ReadOnlySpan<RequestParameter> expressions)
    {
        // KeyConditions is the only legacy parameter that may stand beside an expression, as long as it is not KeyConditionExpression.
        var ignoreKeyConditions = !IsPresent(expressions, "KeyConditionExpression");
        var present = Names(nonExpressions, name => !(ignoreKeyConditions && name == "KeyConditions"));
        if (present.Length > 0)
            throw ServiceException.Validation(ExpressionMessages.Mixed(present, Names(expressions, _ => true)));
    }

    private static void EnsureNoNames(ExpressionAttributes attributes)
    {
        if (attributes.HasNames)
            throw ServiceException.Validation(ExpressionMessages.NamesNotUsable);
    }

    // Values are of no use to a projection; an operation that has nothing else does not take them at all.
    private static void EnsureNoValues(ReadOnlySpan<RequestParameter> expressions, ExpressionAttributes attributes)
    {
        if (!attributes.HasValues)
            return;

        var names = new List<string>();
        foreach (var expression in expressions)
        {
            if (expression.Name == "ProjectionExpression")
                continue;
            if (expression.IsPresent)
                return;
            names.Add(expression.Name);
        }

        if (names.Count > 0)
            throw ServiceException.Validation(ExpressionMessages.ValuesNotUsable(string.Join(" and ", names), names.Count > 1));
    }

    private static bool AnyPresent(ReadOnlySpan<RequestParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.IsPresent)
                return true;
        }

        return false;
    }

    private static bool IsPresent(ReadOnlySpan<RequestParameter> parameters, string name)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Name == name)
                return parameter.IsPresent;
        }

        return false;
    }

    private static string Names(ReadOnlySpan<RequestParameter> parameters, Func<string, bool> isCounted)
    {
        var names = new List<string>();
        foreach (var parameter in parameters)
        {
            if (parameter.IsPresent && isCounted(parameter.Name))
                names.Add(parameter.Name);
        }

        return string.Join(", ", names);
    }
}
