using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions;

/// <summary>What an update did to an item.</summary>
internal readonly struct UpdateResult
{
    private readonly Update _update;
    private readonly Item _before;

    internal UpdateResult(Update update, Item before, Item after)
    {
        _update = update;
        _before = before;
        After = after;
    }

    /// <summary>
    /// The item after the update, whole; its size is not checked. No item where there was none and the update only removes: the service creates none then.
    /// </summary>
    public Item After { get; }

    /// <summary>The touched paths as they were, for <c>UPDATED_OLD</c>; no item where none of them existed.</summary>
    public Item UpdatedOld() => _update.Touched().ApplyOrNone(_before);

    /// <summary>
    /// The touched paths as they are now, for <c>UPDATED_NEW</c>; no item where none of them exists. A removed list element shows the one that moved up into
    /// its place, and an element set beyond the end of its list does not show: the service does just that.
    /// </summary>
    public Item UpdatedNew() => _update.Touched().ApplyOrNone(After);
}
