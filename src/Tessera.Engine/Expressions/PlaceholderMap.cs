using System.Diagnostics.CodeAnalysis;

namespace Tessera.Engine.Expressions;

/// <summary>Placeholders with what they stand for, which remember whether they were used. Belongs to one request.</summary>
internal sealed class PlaceholderMap<T>
{
    // Requests have few placeholders, and looking through a short array beats building a dictionary; a long one must not make parsing quadratic.
    private const int DictionaryFrom = 32;

    private readonly (string Placeholder, T Value)[] _entries;
    private readonly bool[] _isUsed;
    private readonly Dictionary<string, int>? _indexes;

    private PlaceholderMap((string Placeholder, T Value)[] entries)
    {
        _entries = entries;
        _isUsed = new bool[entries.Length];
        if (entries.Length < DictionaryFrom)
            return;

        _indexes = new Dictionary<string, int>(entries.Length);
        for (var i = 0; i < entries.Length; i++)
            _indexes[entries[i].Placeholder] = i;
    }

    public static PlaceholderMap<T> From<TSource>(IReadOnlyCollection<KeyValuePair<string, TSource>>? map, Func<TSource, T> convert)
    {
        if (map is null || map.Count == 0)
            return new PlaceholderMap<T>([]);

        var entries = new (string, T)[map.Count];
        var i = 0;
        foreach (var (placeholder, source) in map)
            entries[i++] = (placeholder, convert(source));
        return new PlaceholderMap<T>(entries);
    }

    public int Count => _entries.Length;

    public IEnumerable<(string Placeholder, T Value)> Entries => _entries;

    /// <summary>Finds what a placeholder stands for and marks it as used.</summary>
    public bool TryUse(string placeholder, [MaybeNullWhen(false)] out T value)
    {
        var index = IndexOf(placeholder);
        if (index < 0)
        {
            value = default;
            return false;
        }

        _isUsed[index] = true;
        value = _entries[index].Value;
        return true;
    }

    /// <summary>The placeholders that were never used.</summary>
    public IReadOnlyList<string> Unused()
    {
        if (!_isUsed.AsSpan().Contains(false))
            return [];

        var unused = new List<string>();
        for (var i = 0; i < _entries.Length; i++)
        {
            if (!_isUsed[i])
                unused.Add(_entries[i].Placeholder);
        }

        return unused;
    }

    private int IndexOf(string placeholder)
    {
        if (_indexes is not null)
            return _indexes.GetValueOrDefault(placeholder, -1);
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i].Placeholder == placeholder)
                return i;
        }

        return -1;
    }
}
