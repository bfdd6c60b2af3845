using Tessera.Engine.Errors;
using Tessera.Engine.Expressions.Evaluation;
using Tessera.Engine.Expressions.Legacy;
using Tessera.Engine.Expressions.Resolving;
using Tessera.Engine.Expressions.Syntax;
using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions;

/// <summary>A change to an item, from an UpdateExpression or the legacy AttributeUpdates. Immutable; safe to share.</summary>
internal sealed class Update
{
    private readonly IReadOnlyList<UpdateAction> _actions;
    private readonly UpdateEvaluator _evaluator;

    private Update(IReadOnlyList<UpdateAction> actions, string typeMismatch)
    {
        _actions = actions;
        _evaluator = new UpdateEvaluator(actions, typeMismatch);
        AttributeNames = [.. actions.Select(action => action.Path.AttributeName).Distinct()];
    }

    /// <summary>An update that changes nothing: what UpdateItem does without an expression. A missing item comes to be with its key alone.</summary>
    public static Update None { get; } = new([], ExpressionMessages.IncorrectOperandType);

    /// <summary>Parses and validates an UpdateExpression.</summary>
    public static Update Parse(string text, ExpressionAttributes attributes)
    {
        var parsed = SyntaxCache.GetOrParse(ExpressionKind.Update, text);
        var actions = new ExpressionResolver(ExpressionKind.Update, attributes).ResolveUpdate((UpdateSyntax)parsed.Root);
        return new Update(actions, ExpressionMessages.IncorrectOperandType);
    }

    /// <summary>The update of the legacy parameter AttributeUpdates.</summary>
    public static Update FromAttributeUpdates(IReadOnlyCollection<KeyValuePair<string, AttributeUpdate>> updates) =>
        new(AttributeUpdates.ToActions(updates), ExpressionMessages.TypeMismatch);

    /// <summary>The top-level attributes that the update changes, without duplicates.</summary>
    public IReadOnlyList<string> AttributeNames { get; }

    /// <summary>The type that the update gives a top-level attribute, where the request alone tells it; null where the item decides, or nothing is given.</summary>
    public AttributeType? FindAssignedType(string name)
    {
        foreach (var action in _actions)
        {
            if (!action.Path.IsTopLevel || action.Path.AttributeName != name)
                continue;
            return action switch
            {
                SetAction { Value: ValueOperand value } => value.Type,
                SetAction { Value: ArithmeticOperand } => AttributeType.N,
                SetAction { Value: ListAppendOperand } => AttributeType.L,
                AddAction add => add.Value.Type,
                DeleteAction delete => delete.Value.Type,
                _ => null,
            };
        }
        return null;
    }

    /// <summary>Refuses an update of an attribute of the table's key.</summary>
    public void EnsureKeysUntouched(IReadOnlyList<string> keyNames)
    {
        foreach (var name in AttributeNames)
        {
            if (keyNames.Contains(name))
                throw ServiceException.Validation(ExpressionMessages.KeyUpdate(name));
        }
    }

    /// <summary>Refuses paths that look inside a key attribute of the table, as keys are scalars.</summary>
    public void EnsureKeysAreScalars(IReadOnlyList<string> keyNames)
    {
        var paths = new List<AttributePath>();
        foreach (var action in _actions)
        {
            paths.Add(action.Path);
            if (action is SetAction set)
                ConditionPaths.Collect(set.Value, paths);
        }

        ConditionPaths.EnsureKeysAreScalars(paths, keyNames);
    }

    /// <summary>The item after the update. All operands are read from the item before it.</summary>
    /// <param name="before">The item, which need not exist.</param>
    /// <param name="key">The key attributes of the request: what a new item starts from.</param>
    public UpdateResult Apply(Item before, Item key) => new(this, before, _evaluator.Apply(before, key));

    /// <summary>The paths that the update touches, as a projection.</summary>
    internal Projection Touched() => new([.. _actions.Select(action => action.Path)]);
}
