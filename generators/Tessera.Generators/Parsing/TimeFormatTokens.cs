namespace Tessera.Generators.Parsing;

/// <summary>A run of one format letter, such as <c>yyyy</c>, or literal text.</summary>
internal readonly record struct TimeFormatToken(string Text, bool IsLiteral)
{
    public char Letter => Text[0];
}

/// <summary>Splits a custom date and time format as .NET reads it.</summary>
internal static class TimeFormatTokens
{
    private const string FormatLetters = "dfFghHKmMstyz";

    public static IEnumerable<TimeFormatToken> Split(string format)
    {
        var position = 0;
        while (position < format.Length)
        {
            var start = position;
            var character = format[position++];
            if (character is '\'' or '"')
            {
                var end = format.IndexOf(character, position);
                end = end < 0 ? format.Length : end;
                yield return new TimeFormatToken(format.Substring(position, end - position), true);
                position = end + 1;
            }
            else if (character == '\\' && position < format.Length)
            {
                yield return new TimeFormatToken(format[position++].ToString(), true);
            }
            else if (FormatLetters.IndexOf(character) >= 0)
            {
                while (position < format.Length && format[position] == character)
                    position++;
                yield return new TimeFormatToken(format.Substring(start, position - start), false);
            }
            else if (character != '%')
            {
                yield return new TimeFormatToken(character.ToString(), true);
            }
        }
    }
}
