using Tessera.Mapping;

namespace Tessera;

/// <summary>Finds the index attributes that an update must rewrite; generated code asks it for each index attribute.</summary>
/// <remarks>An index attribute is composed from properties, so an update that sets one of them has to write the whole attribute again.</remarks>
public sealed class IndexRewrite
{
    private readonly string _entity;
    private readonly IReadOnlyDictionary<string, object?> _changes;
    private readonly List<(string Attribute, string? Value)> _rewritten = [];

    internal IndexRewrite(string entity, IReadOnlyDictionary<string, object?> changes) => (_entity, _changes) = (entity, changes);

    /// <summary>Stands for a value that only DynamoDB knows, such as <c>o.Count + 1</c>.</summary>
    internal static object Computed { get; } = new();

    internal IReadOnlyList<(string Attribute, string? Value)> Rewritten => _rewritten;

    /// <summary>Tells whether index attributes must be written anew, composed from their parts.</summary>
    /// <param name="index">The index's name, for messages.</param>
    /// <param name="indexAttributes">The index attributes that go together: all of a sparse index, else one.</param>
    /// <param name="parts">The attributes that they are composed from, without those that the key holds.</param>
    /// <returns><see langword="true"/> when the update sets all parts; <see langword="false"/> when it sets none, or removes one (the item leaves the index).</returns>
    /// <exception cref="InvalidOperationException">The update sets some of the parts only, or computes one; the message names them.</exception>
    public bool IsNeeded(string index, ReadOnlySpan<string> indexAttributes, ReadOnlySpan<string> parts)
    {
        var missing = new List<string>();
        var (changed, removed, computed) = (0, false, (string?)null);
        foreach (var part in parts)
        {
            if (!_changes.TryGetValue(part, out var value))
            {
                missing.Add(part);
                continue;
            }

            changed++;
            removed |= value is null;
            computed = value == Computed ? part : computed;
        }

        if (changed == 0)
            return false;
        if (removed)
        {
            foreach (var attribute in indexAttributes)
                _rewritten.Add((attribute, null));
            return false;
        }

        if (computed is not null)
            throw Refused(index, $"'{computed}' is computed by DynamoDB, but it is part of the index key and must be known. Set it to a value");
        if (missing.Count > 0)
            throw Refused(index, $"the index key is also composed from '{string.Join("', '", missing)}'. Set it in the same update");
        return true;
    }

    /// <summary>The value that the update sets.</summary>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <param name="attribute">The attribute's name.</param>
    /// <returns>The value.</returns>
    public T Value<T>(string attribute) => (T)_changes[attribute]!;

    /// <summary>Writes an index attribute.</summary>
    /// <param name="indexAttribute">The attribute's name.</param>
    /// <param name="text">The composed key.</param>
    public void Write(string indexAttribute, ref KeyText text) => _rewritten.Add((indexAttribute, text.ToString()));

    private InvalidOperationException Refused(string index, string reason) =>
        new($"The update of {_entity} would leave index '{index}' out of step: {reason}, or put the whole entity.");
}
