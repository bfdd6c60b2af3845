using Tessera.Engine.Catalog;
using Tessera.Engine.Expressions;
using Tessera.Engine.Items;

namespace Tessera.Engine.Tables;

internal enum ItemActionKind : byte
{
    Put,
    Update,
    Delete,
    Check,
}

/// <summary>One action on one item: a single write, or a part of a batch or transaction. Everything that needs no table has been checked.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="TableName">The table as the request names it.</param>
/// <param name="Given">For a put the whole item, otherwise the key.</param>
/// <param name="Condition">What must be true of the item that is there; null for no condition.</param>
/// <param name="Update">The change of an update.</param>
/// <param name="ReturnsItemOnFailure">Whether a failed condition shows the item that is there.</param>
internal sealed record ItemAction(
    ItemActionKind Kind, string TableName, Item Given, Condition? Condition, Update Update, bool ReturnsItemOnFailure)
{
    /// <summary>A put or delete without a condition, as batches have them.</summary>
    public static ItemAction Of(ItemActionKind kind, string tableName, Item given) =>
        new(kind, tableName, given, null, Update.None, ReturnsItemOnFailure: false);

    /// <summary>Checks the action against the keys of its table and indexes.</summary>
    public void CheckKeys(TableDefinition table)
    {
        Condition?.EnsureKeysAreScalars(table.KeySchema.Names);
        if (Kind == ItemActionKind.Put)
        {
            KeyRules.CheckItem(table, Given);
            ItemSize.CheckWithLocalEntries(table, Given);
            return;
        }
        KeyRules.CheckKey(table, Given);
        if (Kind != ItemActionKind.Update)
            return;
        Update.EnsureKeysUntouched(table.KeySchema.Names);
        Update.EnsureKeysAreScalars(table.KeySchema.Names);
        KeyRules.CheckUpdate(table, Update);
    }

    /// <summary>Whether the condition holds for the item that is there.</summary>
    public bool IsAllowed(Item before) => Condition is null || Condition.IsTrue(before);

    /// <summary>What the action makes of the item that is there; checks what an update made.</summary>
    public ItemChange Apply(TableDefinition table, Item before) => Kind switch
    {
        ItemActionKind.Put => new ItemChange(before, Given),
        ItemActionKind.Delete => new ItemChange(before, default),
        ItemActionKind.Update => ApplyUpdate(table, before),
        _ => new ItemChange(before, before),
    };

    private ItemChange ApplyUpdate(TableDefinition table, Item before)
    {
        var result = Update.Apply(before, Given);
        ItemSize.CheckUpdated(result.After);
        KeyRules.CheckUpdated(table, before, result.After);
        ItemSize.CheckWithLocalEntries(table, result.After);
        return new ItemChange(before, result.After) { Update = result };
    }
}

/// <summary>An item before and after an action; either may not exist.</summary>
internal readonly record struct ItemChange(Item Before, Item After)
{
    /// <summary>For an update: which paths it touched.</summary>
    public UpdateResult Update { get; init; }

    /// <summary>What a write returns as <c>Attributes</c>; no item where that is nothing.</summary>
    public Item ReturnValues(string? returnValues) => returnValues switch
    {
        "ALL_OLD" => Before,
        "ALL_NEW" => After,
        "UPDATED_OLD" => Update.UpdatedOld(),
        "UPDATED_NEW" => Update.UpdatedNew(),
        _ => default,
    };
}
