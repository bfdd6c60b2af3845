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
