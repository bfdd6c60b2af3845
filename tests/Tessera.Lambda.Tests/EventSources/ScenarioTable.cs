using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tessera.Lambda.Tests.EventSources;

/// <summary>The table of scenarios in docs/event-sources.md: each row is run, and must bring about exactly the deliveries that it shows.</summary>
public sealed class ScenarioTable
{
    private const string Heading = "| Scenario | Options | Records | Function | What happens |";

    public static TheoryData<string, string, string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string, string, string>();
            var lines = File.ReadLines(Page()).SkipWhile(line => line != Heading).Skip(2).TakeWhile(line => line.StartsWith('|'));
            foreach (var cells in lines.Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)))
                rows.Add(cells[0], cells[1], cells[2], cells[3], cells[4]);
            return rows;
        }
    }

    [Fact]
    public void Table_HasTheScenarios() => Assert.InRange(Rows.Count, 12, 40);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Scenario_OfThePage_DeliversWhatItSays(string scenario, string options, string records, string function, string happens)
    {
        var expected = happens.Split("<br>", StringSplitOptions.TrimEntries).Select(line => line.Trim('`'));
        using var run = new MappingRun(Options(options)) { TracesCheckpoints = false };
        run.Stream.AddShard("s");
        run.Answer = Function(function);
        Write(run, records.Split(' '));
        run.Advance(120);

        Assert.Equal((scenario, string.Join('\n', expected)), (scenario, string.Join('\n', run.TakeTrace())));
    }

    /// <summary>`BatchSize` 3, `BisectBatchOnFunctionError`: names of options, with a number, a pattern or nothing after each.</summary>
    private static EventSourceMappingOptions Options(string cell)
    {
        var options = new EventSourceMappingOptions();
        foreach (var part in cell.Split(", `", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = part.Trim('`', ' ').Split('`', 2, StringSplitOptions.TrimEntries);
            options = Set(options, words[0], words.Length > 1 ? words[1].Trim('`') : "");
        }

        return options;
    }

    private static EventSourceMappingOptions Set(EventSourceMappingOptions options, string name, string value) => name switch
    {
        "BatchSize" => options with { BatchSize = Number(value) },
        "MaximumBatchingWindow" => options with { MaximumBatchingWindow = Seconds(value) },
        "MaximumRetryAttempts" => options with { MaximumRetryAttempts = Number(value) },
        "MaximumRecordAge" => options with { MaximumRecordAge = Seconds(value) },
        "BisectBatchOnFunctionError" => options with { BisectBatchOnFunctionError = true },
        "ReportBatchItemFailures" => options with { ReportBatchItemFailures = true },
        "TumblingWindow" => options with { TumblingWindow = Seconds(value) },
        "FilterPatterns" => options with { FilterPatterns = [value] },
        "StartingPosition" => options with { StartingPosition = Enum.Parse<StartingPosition>(value) },
        "" => options,
        _ => throw new InvalidOperationException($"The table has an option that the test does not know: {name}."),
    };

    /// <summary>Words of the table: <c>start</c>, <c>restart</c>, <c>close</c>, a time such as <c>5s</c> to wait until, and numbers of records, with the event if it is not INSERT.</summary>
    private static void Write(MappingRun run, string[] words)
    {
        var started = run.Clock.GetUtcNow();
        foreach (var word in words)
        {
            if (word == "start")
                run.Start();
            else if (word == "restart")
                run.Restart();
            else if (word == "close")
                run.Stream.Close("s");
            else if (word.EndsWith('s'))
                run.Advance((started + Seconds(word[..^1]) - run.Clock.GetUtcNow()).TotalSeconds);
            else
                Put(run.Stream, word.Split(':'));
        }
    }

    private static void Put(ScriptedStream stream, string[] record) =>
        stream.Put("s", Number(record[0]), "k" + record[0], record.Length > 1 ? record[1] : "INSERT");

    /// <summary>"succeeds", "fails with 2", "reports 3", "fails 3 times", "is out of reach 2 times", or "counts", which is for windows.</summary>
    private static Func<FunctionEvent, string?> Function(string cell)
    {
        var calls = 0;
        var words = cell.Split(' ');
        var number = words.Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0).Max();
        return words[0] switch
        {
            "succeeds" => _ => null,
            "fails" when words[^1] == "times" => _ => calls++ < number ? "!not yet" : null,
            "fails" => MappingRun.FailsWith(number),
            "reports" => call => call.Numbers.Contains(number) ? MappingRun.Failures(number) : null,
            "is" => _ => calls++ < number ? throw new InvalidOperationException("throttled") : null,
            "counts" => WindowScenarios.Count,
            _ => throw new InvalidOperationException($"The table has a function that the test does not know: {cell}."),
        };
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text.TrimEnd(' ', 's'), CultureInfo.InvariantCulture));

    private static string Page([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "docs", "event-sources.md"));
}
