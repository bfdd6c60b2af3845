using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions;

/// <summary>The ExpressionAttributeNames and ExpressionAttributeValues of one request. Remembers which of them its expressions used.</summary>
/// <remarks>Belongs to one request; not thread-safe.</remarks>
internal sealed class ExpressionAttributes
{
    /// <summary>Takes both maps as they came; null where the request has none. Nothing is checked before <see cref="Validate"/>.</summary>
    public ExpressionAttributes(
        IReadOnlyCollection<KeyValuePair<string, string>>? names, IReadOnlyCollection<KeyValuePair<string, AttributeValue>>? values)
    {
        Names = names;
        Values = values;
    }

    internal IReadOnlyCollection<KeyValuePair<string, string>>? Names { get; }

    internal IReadOnlyCollection<KeyValuePair<string, AttributeValue>>? Values { get; }

    /// <summary>Checks that neither map is empty and that the placeholders are well-formed.</summary>
    public void Validate() => throw new NotImplementedException();

    /// <summary>Call once all expressions of the request are parsed: refuses names and values that none of them used.</summary>
    public void EnsureAllUsed() => throw new NotImplementedException();
}
