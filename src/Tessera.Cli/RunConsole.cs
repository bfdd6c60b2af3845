using System.Globalization;
using Spectre.Console;
using Tessera.Lambda.Local;

namespace Tessera.Cli;

/// <summary>The log of <c>tessera run</c>: each function in a colour of its own, one line at a time; plain where the output is not a terminal. Thread-safe.</summary>
internal sealed class RunConsole(TextWriter output)
{
    private static readonly Color[] _colors = [Color.Aqua, Color.Green, Color.Yellow, Color.Fuchsia, Color.DodgerBlue1, Color.Orange1, Color.Lime, Color.MediumPurple];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Color> _sources = [];
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(output),
        Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
    });

    public void Write(LogEntry entry)
    {
        lock (_lock)
        {
            var time = entry.Time.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
            if (_console.Profile.Capabilities.Ansi)
                _console.Write(Colored(entry, time));
            else
                output.Write($"{time} {Prefix(entry.Source)}{Mark(entry.Kind)}{entry.Text}\n");
            output.Flush();
        }
    }

    public void Say(string text)
    {
        lock (_lock)
        {
            output.Write($"{text}\n");
            output.Flush();
        }
    }

    /// <summary>What runs, where, and how to try it.</summary>
    public void Greet(LocalCloud cloud, Uri dynamoDB, string region) => Say(Greeting.Write(cloud, dynamoDB, region));

    private Paragraph Colored(LogEntry entry, string time)
    {
        var line = new Paragraph();
        line.Append($"{time} ", new Style(Color.Grey));
        if (entry.Source.Length > 0)
            line.Append(Prefix(entry.Source), new Style(SourceColor(entry.Source)));
        line.Append($"{Mark(entry.Kind)}{entry.Text}\n", TextStyle(entry.Kind));
        return line;
    }

    private static string Prefix(string source) => source.Length == 0 ? "" : $"{source} | ";

    private static string Mark(LogEntryKind kind) => kind switch
    {
        LogEntryKind.Warning => "warning: ",
        LogEntryKind.Error => "error: ",
        LogEntryKind.Failure => "failed: ",
        _ => "",
    };

    private static Style TextStyle(LogEntryKind kind) => kind switch
    {
        LogEntryKind.Warning => new Style(Color.Yellow),
        LogEntryKind.Error or LogEntryKind.Failure => new Style(Color.Red),
        LogEntryKind.Report or LogEntryKind.Information => new Style(decoration: Decoration.Bold),
        _ => Style.Plain,
    };

    private Color SourceColor(string source)
    {
        if (!_sources.TryGetValue(source, out var color))
            _sources[source] = color = _colors[_sources.Count % _colors.Length];
        return color;
    }
}
