using System.Text;

namespace Tessera.Generators.Emitting;

/// <summary>Collects generated source: indentation, whole raw-string blocks, and always "\n" for a line end.</summary>
internal sealed class SourceWriter
{
    private const int SpacesPerLevel = 4;
    private const int LineLength = 160;

    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>Writes an empty line.</summary>
    public void WriteLine() => _text.Append('\n');

    /// <summary>Writes one or more lines, each at the current indentation; empty lines get none.</summary>
    public void WriteLine(string text)
    {
        foreach (var line in text.Replace("\r\n", "\n").Split('\n'))
        {
            if (line.Length > 0)
                _text.Append(' ', _level * SpacesPerLevel).Append(line);
            _text.Append('\n');
        }
    }

    /// <summary>Writes a declaration and its expression, on one line if they fit: <c>int Two() =&gt; 2;</c></summary>
    public void WriteExpression(string declaration, string sign, string expression)
    {
        var fits = (_level * SpacesPerLevel) + declaration.Length + sign.Length + expression.Length + 3 <= LineLength;
        WriteLine(fits ? $"{declaration} {sign} {expression};" : $"{declaration} {sign}\n    {expression};");
    }

    /// <summary>Writes the lines, then opens a brace.</summary>
    public void Open(string text)
    {
        WriteLine(text);
        WriteLine("{");
        _level++;
    }

    /// <summary>Closes the brace opened last.</summary>
    public void Close(string suffix = "")
    {
        _level--;
        WriteLine("}" + suffix);
    }

    public void Indent() => _level++;

    public void Unindent() => _level--;

    public override string ToString() => _text.ToString();
}
