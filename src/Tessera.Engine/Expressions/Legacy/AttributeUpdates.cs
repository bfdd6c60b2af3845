using Tessera.Engine.Errors;
using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions.Legacy;

/// <summary>The legacy parameter AttributeUpdates: top-level attributes with PUT, ADD or DELETE.</summary>
internal static class AttributeUpdates
{
    public static UpdateAction[] ToActions(IReadOnlyCollection<KeyValuePair<string, AttributeUpdate>> updates)
    {
        var actions = new UpdateAction[updates.Count];
        var i = 0;
        foreach (var (name, update) in updates)
            actions[i++] = ToAction(new AttributePath(PathStep.OfName(name)), update);
        return actions;
    }

    private static UpdateAction ToAction(AttributePath path, AttributeUpdate update)
    {
        var action = update.Action ?? "PUT";
        if (update.Value is not { } value)
        {
            return action == "DELETE"
                ? new RemoveAction(path)
                : throw ServiceException.Validation(ExpressionMessages.OnlyDeleteWithoutValue);
        }

        // Unlike its successor, this ADD also appends to lists.
        var isAllowed = action switch
        {
            "ADD" => value.Type is AttributeType.N or AttributeType.L || value.Type.IsSet(),
            "DELETE" => value.Type.IsSet(),
            _ => true,
        };
        if (!isAllowed)
            throw ServiceException.Validation(ExpressionMessages.UpdateActionType(action, value.Type));

        var operand = new ValueOperand(value);
        return action switch
        {
            "ADD" => new AddAction(path, operand),
            "DELETE" => new DeleteAction(path, operand),
            _ => new SetAction(path, operand),
        };
    }
}
