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
        ReadOnlySpan<RequestParameter> nonExpressions, ReadOnlySpan<RequestParameter> expressions, ExpressionAttributes attributes) =>
        throw new NotImplementedException();
}
