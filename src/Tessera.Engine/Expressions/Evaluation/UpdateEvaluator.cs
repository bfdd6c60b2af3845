using Tessera.Engine.Errors;
using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Evaluation;

/// <summary>Carries out the actions of an update. All of them read the item as it was before the first of them.</summary>
/// <param name="actions">The actions, in the order of the expression.</param>
/// <param name="typeMismatch">What to say where ADD or DELETE meet an attribute of another type.</param>
internal sealed class UpdateEvaluator(IReadOnlyList<UpdateAction> actions, string typeMismatch)
{
    /// <summary>The item after the update; no item where there was none and the update only takes away.</summary>
    public Item Apply(in Item before, in Item key)
    {
        if (actions.Count == 0)
            return before.Exists ? before : key;
        if (!before.Exists && OnlyTakesAway())
            return default;

        var item = before.Exists ? before : key;
        var writes = Evaluate(item);
        Array.Sort(writes, ItemWrite.ComparePaths);
        return ItemRewriter.Rewrite(item, writes);
    }

    private bool OnlyTakesAway()
    {
        foreach (var action in actions)
        {
            if (action is not (RemoveAction or DeleteAction))
                return false;
        }

        return true;
    }

    // Assigned values come first, then the places they go to: this order decides which error a caller sees.
    private ItemWrite[] Evaluate(in Item item)
    {
        var assigned = new AttributeValue[actions.Count];
        for (var i = 0; i < assigned.Length; i++)
        {
            if (actions[i] is SetAction set)
                assigned[i] = UpdateValue.Of(set.Value, item);
        }

        var attributes = new AttributeLookup(item, actions.Count);
        var writes = new ItemWrite[actions.Count];
        for (var i = 0; i < writes.Length; i++)
        {
            EnsurePlace(actions[i].Path, item);
            var value = actions[i] is SetAction ? assigned[i] : Change(actions[i], attributes);
            EnsureDepth(actions[i].Path, value);
            writes[i] = new ItemWrite(actions[i].Path, value);
        }

        return writes;
    }

    // Everything before the last step must be there already, and be of the kind that the last step needs.
    private static void EnsurePlace(AttributePath path, in Item item)
    {
        if (path.IsTopLevel)
            return;
        if (!path.TryGetParent(item, out var parent) || parent.Type != (path.Last.IsIndex ? AttributeType.L : AttributeType.M))
            throw ServiceException.Validation(ExpressionMessages.InvalidDocumentPath);
    }

    // A value was checked when it came; only put deeper it can become too deep.
    private static void EnsureDepth(AttributePath path, AttributeValue? value)
    {
        if (!path.IsTopLevel && value is { } placed && path.Steps.Length - 1 + placed.Depth > ExpressionLimits.NestingLevelsMax)
            throw ServiceException.Validation(ExpressionMessages.NestingLevels);
    }

    // Null where nothing is to be there: a removal of what is not there does no harm.
    private AttributeValue? Change(UpdateAction action, in AttributeLookup attributes)
    {
        if (action is RemoveAction)
            return null;
        var exists = attributes.TryGet(action.Path, out var current);
        return action switch
        {
            AddAction add => exists ? Add(current, add.Value.Value) : add.Value.Value,
            DeleteAction delete => exists ? Delete(current, delete.Value.Value) : null,
            _ => null,
        };
    }

    private AttributeValue Add(AttributeValue current, AttributeValue value)
    {
        if (current.Type != value.Type)
            throw ServiceException.Validation(typeMismatch);
        return value.Type switch
        {
            AttributeType.N => UpdateValue.Add(current, value),
            AttributeType.L => UpdateValue.Append(current, value),
            _ => SetMerge.Union(current, value),
        };
    }

    private AttributeValue? Delete(AttributeValue current, AttributeValue value) =>
        current.Type == value.Type ? SetMerge.Except(current, value) : throw ServiceException.Validation(typeMismatch);
}
