using System.Text.RegularExpressions;
using Tessera.Engine.Errors;

namespace Tessera.Engine.Protocol;

/// <summary>
/// Collects the structural faults of a request in the order in which they are declared, and throws them joined as the service joins them (up to ten).
/// Paths are the service's: lower-camel names, list elements as <c>name.1.member</c>.
/// </summary>
/// <remarks>
/// <code>
/// var validator = new Validator();
/// validator.NotNull("tableName", tableName);
/// validator.Length("tableName", tableName, 1, 255);
/// validator.ThrowIfAny();
/// </code>
/// A null value satisfies every constraint but <see cref="NotNull(string, object?)"/>.
/// </remarks>
internal ref struct Validator
{
    private const int MaxFaults = 10;

    private List<string>? _faults;

    public void NotNull(string path, object? value)
    {
        if (value is null)
            Add(path, null, "Member must not be null");
    }

    public void NotNull(string path, bool present)
    {
        if (!present)
            Add(path, null, "Member must not be null");
    }

    /// <summary>A string's length in characters.</summary>
    public void Length(string path, string? value, int min, int max)
    {
        if (value is not null)
            Count(path, value, value.Length, min, max);
    }

    /// <summary>The length of a list or map that is shown as <paramref name="shown"/>.</summary>
    public void Count(string path, string shown, int length, int min, int max = int.MaxValue)
    {
        if (length < min)
            Add(path, shown, $"Member must have length greater than or equal to {min}");
        else if (length > max)
            Add(path, shown, $"Member must have length less than or equal to {max}");
    }

    public void Range(string path, long? value, long min, long max = long.MaxValue)
    {
        if (value < min)
            Add(path, $"{value}", $"Member must have value greater than or equal to {min}");
        else if (value > max)
            Add(path, $"{value}", $"Member must have value less than or equal to {max}");
    }

    public void Pattern(string path, string? value, Regex whole, string shownPattern)
    {
        if (value is not null && !whole.IsMatch(value))
            Add(path, value, $"Member must satisfy regular expression pattern: {shownPattern}");
    }

    /// <summary>The value must be one of the names, which are shown in the order given.</summary>
    public void Enum(string path, string? value, params ReadOnlySpan<string> names)
    {
        if (value is not null && !names.Contains(value))
            Add(path, value, $"Member must satisfy enum value set: [{string.Join(", ", names!)}]");
    }

    /// <summary>Adds a fault; a null value is shown without quotes.</summary>
    public void Add(string path, string? shown, string constraint)
    {
        _faults ??= [];
        if (_faults.Count < MaxFaults)
            _faults.Add($"Value {(shown is null ? "null" : $"'{shown}'")} at '{path}' failed to satisfy constraint: {constraint}");
    }

    /// <exception cref="ServiceException">There were faults.</exception>
    public readonly void ThrowIfAny()
    {
        if (_faults is null)
            return;
        var count = _faults.Count == 1 ? "1 validation error" : $"{_faults.Count} validation errors";
        throw ServiceException.Validation($"{count} detected: {string.Join("; ", _faults)}");
    }
}
