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
    public const int KeyAttributesMax = 8;

    /// <summary>
    /// How deep the parser descends. An expression without redundant parentheses has at least one operator per level, so a deeper one breaks another limit
    /// in any case; stopping here keeps thousands of parentheses from exhausting the stack.
    /// </summary>
    public const int ParserDepthMax = OperatorsMax + 20;
}
