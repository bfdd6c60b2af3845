namespace Tessera.Infrastructure;

/// <summary>Compares a checked-in template with what the code says now.</summary>
public static class TextComparison
{
    private const int ContextLines = 3;

    /// <summary>The differences as people read them: lines with <c>-</c> are only in the file, lines with <c>+</c> only in what the code says.</summary>
    /// <param name="file">The text of the file.</param>
    /// <param name="expected">The text that the code gives.</param>
    /// <returns>Nothing when the texts are equal; the kind of their line ends does not count.</returns>
    public static IReadOnlyList<string> Compare(string file, string expected)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(expected);
        var (old, current) = (Lines(file), Lines(expected));
        var edits = Edits(old, current);
        return edits.TrueForAll(edit => edit.Mark == ' ') ? [] : Excerpt(edits);
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    /// <summary>The longest common lines by the textbook's table, after equal beginnings and ends.</summary>
    private static List<(char Mark, string Line)> Edits(string[] old, string[] current)
    {
        var lengths = new int[old.Length + 1, current.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = current.Length - 1; j >= 0; j--)
                lengths[i, j] = old[i] == current[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        var edits = new List<(char, string)>();
        for (int i = 0, j = 0; i < old.Length || j < current.Length;)
        {
            if (i < old.Length && j < current.Length && old[i] == current[j])
                (_, i, j) = (Add(' ', old[i]), i + 1, j + 1);
            else if (j == current.Length || (i < old.Length && lengths[i + 1, j] >= lengths[i, j + 1]))
                (_, i) = (Add('-', old[i]), i + 1);
            else
                (_, j) = (Add('+', current[j]), j + 1);
        }

        return edits;

        bool Add(char mark, string line)
        {
            edits.Add((mark, line));
            return true;
        }
    }

    private static List<string> Excerpt(List<(char Mark, string Line)> edits)
    {
        var lines = new List<string>();
        var lastShown = -2;
        for (var i = 0; i < edits.Count; i++)
        {
            var near = edits.Skip(Math.Max(0, i - ContextLines)).Take((2 * ContextLines) + 1 - Math.Max(0, ContextLines - i)).Any(edit => edit.Mark != ' ');
            if (!near)
                continue;
            if (lastShown != i - 1)
                lines.Add($"@@ line {edits.Take(i).Count(edit => edit.Mark != '+') + 1}");
            lines.Add($"{edits[i].Mark} {edits[i].Line}");
            lastShown = i;
        }

        return lines;
    }
}
