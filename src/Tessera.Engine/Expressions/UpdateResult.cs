using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions;

/// <summary>What an update did to an item.</summary>
internal readonly struct UpdateResult
{
    /// <summary>The item after the update, whole. Its size is not checked.</summary>
    public Item After => throw new NotImplementedException();

    /// <summary>The touched paths as they were, for <c>UPDATED_OLD</c>; no item where none of them existed.</summary>
    public Item UpdatedOld() => throw new NotImplementedException();

    /// <summary>The touched paths as they are now, for <c>UPDATED_NEW</c>; no item where none of them exists.</summary>
    public Item UpdatedNew() => throw new NotImplementedException();
}
