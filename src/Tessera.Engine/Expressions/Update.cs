using Tessera.Engine.Expressions.Legacy;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions;

/// <summary>A change to an item, from an UpdateExpression or the legacy AttributeUpdates. Immutable; safe to share.</summary>
internal sealed class Update
{
    /// <summary>Parses and validates an UpdateExpression.</summary>
    public static Update Parse(string text, ExpressionAttributes attributes) => throw new NotImplementedException();

    /// <summary>The update of the legacy parameter AttributeUpdates.</summary>
    public static Update FromAttributeUpdates(IReadOnlyCollection<KeyValuePair<string, AttributeUpdate>> updates) => throw new NotImplementedException();

    /// <summary>An update that changes nothing: what UpdateItem does without an expression.</summary>
    public static Update None => throw new NotImplementedException();

    /// <summary>The top-level attributes that the update changes, without duplicates.</summary>
    public IReadOnlyList<string> AttributeNames => throw new NotImplementedException();

    /// <summary>Refuses an update of an attribute of the table's key.</summary>
    public void EnsureKeysUntouched(IReadOnlyList<string> keyNames) => throw new NotImplementedException();

    /// <summary>The item after the update. All operands are read from the item before it.</summary>
    /// <param name="before">The item, which need not exist.</param>
    /// <param name="key">The key attributes of the request: what a new item starts from.</param>
    public UpdateResult Apply(Item before, Item key) => throw new NotImplementedException();
}
