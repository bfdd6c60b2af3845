using System.Text;

namespace Tessera.Generators.Parsing;

/// <summary>One segment of a key template as written: a literal, or a property in braces.</summary>
internal readonly record struct TemplateSegment(string? Literal, string? Property, string? Format)
{
    public bool IsLiteral => Literal is not null;
}

/// <summary>A key template split into segments, or the reason why it cannot be.</summary>
internal sealed class TemplateSyntax
{
    private TemplateSyntax(IReadOnlyList<TemplateSegment> segments, string? error)
    {
        Segments = segments;
        Error = error;
    }

    public IReadOnlyList<TemplateSegment> Segments { get; }

    /// <summary>What is wrong with the template, or null.</summary>
    public string? Error { get; }

    /// <summary>Parses <c>text</c>: <c>{Name}</c> or <c>{Name:format}</c> for a property, <c>{{</c> and <c>}}</c> for braces.</summary>
    public static TemplateSyntax Parse(string text)
    {
        if (text.Length == 0)
            return Failure("it is empty; DynamoDB keys must not be empty");

        var segments = new List<TemplateSegment>();
        var literal = new StringBuilder();
        var position = 0;
        while (position < text.Length)
        {
            var character = text[position];
            if (character is '{' or '}' && position + 1 < text.Length && text[position + 1] == character)
            {
                literal.Append(character);
                position += 2;
            }
            else if (character == '}')
            {
                return Failure($"the '}}' at position {position + 1} closes nothing; write '}}}}' for a brace in the key");
            }
            else if (character == '{')
            {
                var error = ReadProperty(text, ref position, out var segment);
                if (error is not null)
                    return Failure(error);
                AddLiteral(segments, literal);
                segments.Add(segment);
            }
            else
            {
                literal.Append(character);
                position++;
            }
        }

        AddLiteral(segments, literal);
        return new TemplateSyntax(segments, AmbiguousNeighbours(segments));
    }

    private static string? ReadProperty(string text, ref int position, out TemplateSegment segment)
    {
        segment = default;
        var start = position;
        var end = text.IndexOf('}', start);
        if (end < 0)
            return $"the '{{' at position {start + 1} is never closed; write '{{{{' for a brace in the key";

        var content = text.Substring(start + 1, end - start - 1);
        var colon = content.IndexOf(':');
        var name = colon < 0 ? content : content.Substring(0, colon);
        var format = colon < 0 ? null : content.Substring(colon + 1);
        if (!IsIdentifier(name))
            return $"'{{{content}}}' at position {start + 1} does not name a property";
        if (format is "")
            return $"'{{{content}}}' at position {start + 1} has an empty format; leave out the ':'";

        segment = new TemplateSegment(null, name, format);
        position = end + 1;
        return null;
    }

    /// <summary>Two parts side by side cannot be told apart when the key is read back, and different values would make one key.</summary>
    private static string? AmbiguousNeighbours(List<TemplateSegment> segments)
    {
        for (var i = 1; i < segments.Count; i++)
        {
            if (!segments[i - 1].IsLiteral && !segments[i].IsLiteral)
                return $"'{{{segments[i - 1].Property}}}' and '{{{segments[i].Property}}}' stand side by side; put a separator such as '#' between them";
        }

        return null;
    }

    private static void AddLiteral(List<TemplateSegment> segments, StringBuilder literal)
    {
        if (literal.Length == 0)
            return;
        segments.Add(new TemplateSegment(literal.ToString(), null, null));
        literal.Clear();
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    private static TemplateSyntax Failure(string error) => new([], error);
}
