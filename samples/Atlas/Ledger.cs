using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Tessera;

namespace Atlas;

/// <summary>Runs access patterns and writes down what each of them found and cost.</summary>
internal sealed class Ledger(CapacityMeter capacity)
{
    private readonly List<Entry> _entries = [];

    /// <summary>Runs one access pattern; it tells how many items it found or wrote.</summary>
    public async Task RecordAsync(string pattern, Func<Task<int>> run)
    {
        var (before, started) = (capacity.Total, Stopwatch.GetTimestamp());
        var items = await run();
        _entries.Add(new Entry(pattern, items, Stopwatch.GetElapsedTime(started), capacity.Total - before));
    }

    public Table ToTable()
    {
        var table = new Table().RoundedBorder().AddColumn("Access pattern");
        foreach (var heading in (string[])["Items", "Time", "Requests", "RCU", "WCU"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var entry in _entries)
        {
            table.AddRow(
                Markup.Escape(entry.Pattern),
                Text(entry.Items, "N0"),
                Text(entry.Time.TotalMilliseconds, "N1") + " ms",
                Text(entry.Usage.Requests, "N0"),
                Text(entry.Usage.ReadUnits, "N1"),
                Text(entry.Usage.WriteUnits, "N0"));
        }

        return table;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private sealed record Entry(string Pattern, int Items, TimeSpan Time, CapacityUsage Usage);
}
