namespace Tessera.Lambda.Local.Templates;

/// <summary>Finds what a misspelt name was meant to be.</summary>
internal static class NearestName
{
    private const int PrefixLengthMin = 4;

    /// <summary>
    /// The known name with the fewest changed letters, if those are at most a third of the name; else one that is the beginning of it, or begins with it; null where
    /// nothing is near.
    /// </summary>
    public static string? Find(string name, IReadOnlyList<string> known)
    {
        var (nearest, distance) = known.Select(candidate => (candidate, Distance(name, candidate))).MinBy(pair => pair.Item2);
        if (distance <= Math.Max(1, name.Length / 3))
            return nearest;
        return known.FirstOrDefault(candidate => Math.Min(name.Length, candidate.Length) >= PrefixLengthMin
            && (candidate.StartsWith(name, StringComparison.Ordinal) || name.StartsWith(candidate, StringComparison.Ordinal)));
    }

    /// <summary>The known name that differs in some letters, but in so many at most; null where there is none.</summary>
    public static string? FindWithin(string name, IReadOnlyList<string> known, int lettersMax) => known.FirstOrDefault(candidate => Distance(name, candidate) <= lettersMax);

    /// <summary>How many letters must be put in, taken out or replaced, whatever their case: the edit distance, one row of its table at a time.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 0; i < left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < right.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(left[i]) == char.ToUpperInvariant(right[j]) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], diagonal) + 1);
            }
        }
        return row[^1];
    }
}
