namespace Tessera.Generators.Parsing;

/// <summary>A set of characters: each ASCII character by itself, and all others together.</summary>
internal readonly struct CharacterSet : IEquatable<CharacterSet>
{
    /// <summary>Characters tried first when an example is needed.</summary>
    private const string Preferred = "a1Ae0E";

    private readonly ulong _low;
    private readonly ulong _high;
    private readonly bool _others;

    private CharacterSet(ulong low, ulong high, bool others) => (_low, _high, _others) = (low, high, others);

    public static CharacterSet Any => new(ulong.MaxValue, ulong.MaxValue, true);

    public static CharacterSet Digits => Of("0123456789");

    public static CharacterSet HexDigits => Of("0123456789abcdef");

    public static CharacterSet Letters => Of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    public bool IsEmpty => _low == 0 && _high == 0 && !_others;

    public static CharacterSet Of(string characters)
    {
        ulong low = 0, high = 0;
        var others = false;
        foreach (var character in characters)
        {
            if (character < 64)
                low |= 1UL << character;
            else if (character < 128)
                high |= 1UL << (character - 64);
            else
                others = true;
        }

        return new CharacterSet(low, high, others);
    }

    /// <summary>All but one character; characters beyond ASCII are never taken out, since they stand together.</summary>
    public CharacterSet Except(char character) => character switch
    {
        < (char)64 => new CharacterSet(_low & ~(1UL << character), _high, _others),
        < (char)128 => new CharacterSet(_low, _high & ~(1UL << (character - 64)), _others),
        _ => this,
    };

    public CharacterSet And(CharacterSet other) => new(_low & other._low, _high & other._high, _others && other._others);

    /// <summary>A character of the set, a readable one if there is any.</summary>
    public char Example()
    {
        foreach (var character in Preferred)
        {
            if (Contains(character))
                return character;
        }

        for (var character = '!'; character < (char)128; character++)
        {
            if (Contains(character))
                return character;
        }

        return _others ? 'é' : ' ';
    }

    public bool Equals(CharacterSet other) => _low == other._low && _high == other._high && _others == other._others;

    public override bool Equals(object? obj) => obj is CharacterSet other && Equals(other);

    public override int GetHashCode() => (_low, _high, _others).GetHashCode();

    private bool Contains(char character) => character < 64 ? (_low & (1UL << character)) != 0 : (_high & (1UL << (character - 64))) != 0;
}

/// <summary>
/// The texts that a key template can produce, as a small automaton: literals as they are, each part by its type and format.
/// Two patterns are intersected to find a text that both produce.
/// </summary>
internal sealed class KeyPattern
{
    private readonly List<List<(CharacterSet Set, int Target)>> _states = [[]];
    private HashSet<int> _current = [0];

    public void AddLiteral(string text)
    {
        foreach (var character in text)
            AddOne(CharacterSet.Of(character.ToString()));
    }

    /// <summary>Exactly <paramref name="count"/> characters of the set.</summary>
    public void AddCount(CharacterSet set, int count)
    {
        for (var i = 0; i < count; i++)
            AddOne(set);
    }

    /// <summary>One or more characters of the set.</summary>
    public void AddSome(CharacterSet set)
    {
        AddOne(set);
        var state = _current.Single();
        _states[state].Add((set, state));
    }

    /// <summary>A character of the set, or nothing.</summary>
    public void AddOptional(CharacterSet set)
    {
        var without = _current;
        AddOne(set);
        _current.UnionWith(without);
    }

    /// <summary>One of several texts, none of them empty.</summary>
    public void AddAlternatives(IEnumerable<string> texts)
    {
        var starts = _current;
        var ends = new HashSet<int>();
        foreach (var text in texts)
        {
            _current = starts;
            AddLiteral(text);
            ends.UnionWith(_current);
        }

        _current = ends;
    }

    /// <summary>A text that both patterns produce, the shortest one, or null if there is none.</summary>
    public static string? FindCommonText(KeyPattern left, KeyPattern right)
    {
        var seen = new HashSet<(int, int)> { (0, 0) };
        var queue = new Queue<(int Left, int Right, string Text)>();
        queue.Enqueue((0, 0, ""));
        while (queue.Count > 0)
        {
            var (leftState, rightState, text) = queue.Dequeue();
            if (left._current.Contains(leftState) && right._current.Contains(rightState))
                return text;
            foreach (var (leftSet, leftTarget) in left._states[leftState])
            {
                foreach (var (rightSet, rightTarget) in right._states[rightState])
                {
                    var common = leftSet.And(rightSet);
                    if (!common.IsEmpty && seen.Add((leftTarget, rightTarget)))
                        queue.Enqueue((leftTarget, rightTarget, text + common.Example()));
                }
            }
        }

        return null;
    }

    private void AddOne(CharacterSet set)
    {
        var target = _states.Count;
        _states.Add([]);
        foreach (var state in _current)
            _states[state].Add((set, target));
        _current = [target];
    }
}
