using Tessera.Engine.Errors;
using Tessera.Engine.Items;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations;

/// <summary>Why one action let its transaction be cancelled; the default value for an action that is not to blame.</summary>
internal readonly record struct CancellationReason(string? Code, string? Message, Item Item)
{
    /// <summary>The condition did not hold; the item is shown where the action asks for it.</summary>
    public static CancellationReason ConditionFailed(Item shown) => new("ConditionalCheckFailed", "The conditional request failed", shown);

    /// <summary>The action is not valid for its table, or not for the item that is there.</summary>
    public static CancellationReason Invalid(string message) => new("ValidationError", message, default);

    /// <summary>Ends the transaction if there is a reason to; its order is that of the actions.</summary>
    /// <exception cref="ServiceException">At least one action has a reason.</exception>
    public static void ThrowIfAny(CancellationReason[] reasons)
    {
        if (Array.TrueForAll(reasons, reason => reason.Code is null))
            return;
        var codes = string.Join(", ", reasons.Select(reason => reason.Code ?? "None"));
        throw new ServiceException(
            ErrorType.TransactionCanceled, $"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]")
        {
            WriteMembers = response => Write(response, reasons),
        };
    }

    private static void Write(ResponseWriter response, CancellationReason[] reasons)
    {
        response.Name("CancellationReasons"u8);
        response.StartArray();
        foreach (var reason in reasons)
        {
            response.StartObject();
            response.Member("Code"u8, reason.Code ?? "None");
            if (reason.Message is not null)
                response.Member("Message"u8, reason.Message);
            if (reason.Item.Exists)
                response.RawMember("Item"u8, reason.Item.Json.Span);
            response.EndObject();
        }
        response.EndArray();
    }
}
