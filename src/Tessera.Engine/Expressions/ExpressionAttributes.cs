using System.Text;
using Tessera.Engine.Errors;
using Tessera.Engine.Expressions.Tree;
using Tessera.Engine.Items;

namespace Tessera.Engine.Expressions;

/// <summary>The ExpressionAttributeNames and ExpressionAttributeValues of one request. Remembers which of them its expressions used.</summary>
/// <remarks>Belongs to one request; not thread-safe.</remarks>
internal sealed class ExpressionAttributes
{
    private const string NamesParameter = "ExpressionAttributeNames";
    private const string ValuesParameter = "ExpressionAttributeValues";

    private readonly PlaceholderMap<PathStep> _names;
    private readonly PlaceholderMap<AttributeValue> _values;

    /// <summary>
    /// Takes both maps as they came; null where the request has none. Nothing is checked before <see cref="Validate"/>, and no value is looked at before an
    /// expression uses it: it may be one that its reader has found fault with.
    /// </summary>
    public ExpressionAttributes(
        IReadOnlyCollection<KeyValuePair<string, string>>? names, IReadOnlyCollection<KeyValuePair<string, AttributeValue>>? values)
    {
        HasNames = names is not null;
        HasValues = values is not null;
        _names = PlaceholderMap<PathStep>.From(names, PathStep.OfName);
        _values = PlaceholderMap<AttributeValue>.From(values, static value => value);
    }

    /// <summary>Whether the request has ExpressionAttributeNames, were they empty.</summary>
    public bool HasNames { get; }

    /// <summary>Whether the request has ExpressionAttributeValues, were they empty.</summary>
    public bool HasValues { get; }

    /// <summary>Checks that neither map is empty and that the placeholders are well-formed.</summary>
    public void Validate()
    {
        if (HasNames)
            ValidateNames();
        if (HasValues)
            ValidateValues();
    }

    /// <summary>Call once all expressions of the request are parsed: refuses names and values that none of them used.</summary>
    public void EnsureAllUsed()
    {
        EnsureAllUsed(NamesParameter, _names);
        EnsureAllUsed(ValuesParameter, _values);
    }

    /// <summary>The attribute name behind a placeholder; marks it as used.</summary>
    internal bool TryUseName(string placeholder, out PathStep step) => _names.TryUse(placeholder, out step);

    /// <summary>The value behind a placeholder; marks it as used.</summary>
    internal bool TryUseValue(string placeholder, out AttributeValue value) => _values.TryUse(placeholder, out value);

    private void ValidateNames()
    {
        if (_names.Count == 0)
            throw ServiceException.Validation(ExpressionMessages.NamesEmpty);
        foreach (var (placeholder, step) in _names.Entries)
        {
            ValidatePlaceholder(NamesParameter, '#', placeholder);
            if (step.Name!.Length == 0)
                throw ServiceException.Validation(ExpressionMessages.EmptyName(placeholder));
        }
    }

    private void ValidateValues()
    {
        if (_values.Count == 0)
            throw ServiceException.Validation(ExpressionMessages.ValuesEmpty);
        long bytes = 0;
        foreach (var (placeholder, value) in _values.Entries)
        {
            ValidatePlaceholder(ValuesParameter, ':', placeholder);
            bytes += placeholder.Length + value.Json.Length;
        }

        if (bytes > ExpressionLimits.SubstitutionBytesMax)
            throw ServiceException.Validation(ExpressionMessages.SubstitutionsTooLarge);
    }

    private static void ValidatePlaceholder(string parameter, char sigil, string placeholder)
    {
        var bytes = Encoding.UTF8.GetByteCount(placeholder);
        if (bytes > ExpressionLimits.PlaceholderBytesMax)
            throw ServiceException.Validation(ExpressionMessages.PlaceholderTooLong(parameter, bytes));
        if (placeholder.Length < 2 || placeholder[0] != sigil || !placeholder.AsSpan(1).ContainsOnlyWordCharacters())
            throw ServiceException.Validation(ExpressionMessages.PlaceholderSyntax(parameter, placeholder));
    }

    private static void EnsureAllUsed<T>(string parameter, PlaceholderMap<T> map)
    {
        var unused = map.Unused();
        if (unused.Count > 0)
            throw ServiceException.Validation(ExpressionMessages.Unused(parameter, string.Join(", ", JavaHashOrder.Sort(unused, map.Count))));
    }
}
