using System.Diagnostics;
using System.Text.RegularExpressions;
using Tessera.Infrastructure.Tests.Harness;

namespace Tessera.Infrastructure.Tests.Projects;

/// <summary>The commands of the tool, run as users run them, on a program that is built already.</summary>
public sealed partial class CommandTests
{
    private static readonly string _worker = Built("tests/Fixtures/Worker", "Worker.dll");

    [Fact]
    public async Task Schema_WrittenAndChecked_TellsWhetherTheFileIsWhatTheCodeSays()
    {
        var folder = Directory.CreateTempSubdirectory("tessera-tests-");
        try
        {
            var file = Path.Combine(folder.FullName, "template.yaml");
            Assert.Equal(0, (await RunAsync("schema", _worker, "--output", file)).ExitCode);
            Assert.Equal(0, (await RunAsync("schema", _worker, "--output", file, "--check")).ExitCode);
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("BatchSize: 7", "BatchSize: 8", StringComparison.Ordinal));
            var (exitCode, output) = await RunAsync("schema", _worker, "--output", file, "--check");
            Assert.Equal(1, exitCode);
            Assert.Contains("-             BatchSize: 8\n+             BatchSize: 7\n", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Schema_OfNoProject_SaysWhatToName()
    {
        var (exitCode, output) = await RunAsync("schema", "no-such-folder");
        Assert.Equal(4, exitCode);
        Assert.Contains("There is no project 'no-such-folder'.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_WithAServiceWithoutTheTables_SaysThatTheyAreCreated()
    {
        using var engine = Process.Start(Start(["local", "--port", "0"]))!;
        try
        {
            var ready = await engine.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
            var endpoint = Address().Match(ready!).Value;
            var (exitCode, output) = await RunAsync("diff", _worker, "--endpoint", endpoint);
            Assert.Equal(1, exitCode);
            Assert.Contains("table: none, but the code says sales [to create]", output, StringComparison.Ordinal);
        }
        finally
        {
            engine.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task Diff_WithAWrongEndpoint_SaysHowToWriteOne()
    {
        var (exitCode, output) = await RunAsync("diff", _worker, "--endpoint", "localhost");
        Assert.Equal(1, exitCode);
        Assert.Contains("--endpoint 'localhost' is not an address.", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        return await ProcessRun.RunAsync(Start(arguments), limit.Token);
    }

    private static ProcessStartInfo Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Built("src/Tessera.Cli", "Tessera.Cli.dll"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        return start;
    }

    /// <summary>What a project's build has written, in the configuration of this one.</summary>
    private static string Built(string project, string file)
    {
        var output = Path.GetRelativePath(Path.Combine(Baseline.Root, "tests", "Tessera.Infrastructure.Tests", "bin"), AppContext.BaseDirectory);
        return Path.Combine(Baseline.Root, project, "bin", output, file);
    }

    [GeneratedRegex("http://[0-9.:]+")]
    private static partial Regex Address();
}
