namespace Tessera.Engine.Expressions;

/// <summary>The service's limits on expressions.</summary>
internal static class ExpressionLimits
{
    public const int ExpressionBytesMax = 4096;
    public const int OperatorsMax = 300;
    public const int InOperandsMax = 100;
    public const int PathDepthMax = 32;
    public const int NestingLevelsMax = 32;
    public const int PlaceholderBytesMax = 255;
    public const int SubstitutionBytesMax = 2 * 1024 * 1024;

    /// <summary>
    /// How deep the parser descends: NOT, functions and parentheses are a level each. Without redundant parentheses there is an operator to each pair, so
    /// what is deeper breaks another limit in any case; stopping here keeps thousands of parentheses from exhausting the stack.
    /// </summary>
    public const int ParserDepthMax = (2 * OperatorsMax) + 2;
}
