namespace Tessera.Engine.Expressions;

/// <summary>The request parameters that hold an expression. Error messages name the one that they are about.</summary>
internal enum ExpressionKind
{
    Condition,
    Filter,
    KeyCondition,
    Projection,
    Update,
}

/// <summary>The names under which requests carry the kinds of expression.</summary>
internal static class ExpressionKindNames
{
    public static string ParameterName(this ExpressionKind kind) => kind switch
    {
        ExpressionKind.Condition => "ConditionExpression",
        ExpressionKind.Filter => "FilterExpression",
        ExpressionKind.KeyCondition => "KeyConditionExpression",
        ExpressionKind.Projection => "ProjectionExpression",
        _ => "UpdateExpression",
    };
}
