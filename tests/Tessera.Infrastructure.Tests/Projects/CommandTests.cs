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

    [Theory]
    [InlineData("schema --format sma", "--format 'sma' is not one of: sam, cloudformation, terraform.")]
    [InlineData("schema --format ", "--format '' is not one of: sam, cloudformation, terraform.")]
    [InlineData("schema --format -1", "--format '-1' is not one of: sam, cloudformation, terraform.")]
    [InlineData("schema --routes 1", "--routes '1' is not one of: automatic, each, all.")]
    [InlineData("schema --memory 1", "--memory '1' is not a whole number from 128 to 10240.")]
    [InlineData("schema --timeout x", "--timeout 'x' is not a whole number from 1 to 900.")]
    [InlineData("schema --ouput template.yaml", "There is no option '--ouput'. See --help.")]
    [InlineData("diff --endpiont http://localhost:8000", "There is no option '--endpiont'. See --help.")]
    [InlineData("run --lamda-port 3", "There is no option '--lamda-port'. See --help.")]
    public async Task Command_WithAWrongOption_NamesIt(string arguments, string message)
    {
        var (exitCode, output) = await RunAsync(arguments.Split(' '));
        Assert.Equal(1, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_IntoAFolderThatIsNotThere_SaysSo()
    {
        var (exitCode, output) = await RunAsync("schema", _worker, "--output", Path.Combine(AppContext.BaseDirectory, "no-such-folder", "template.yaml"));
        Assert.Equal(4, exitCode);
        Assert.Contains("no-such-folder", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_CheckOfAFileThatIsNotThere_SaysSo()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "not-written.yaml");
        var (exitCode, output) = await RunAsync("schema", _worker, "--output", file, "--check");
        Assert.Equal((1, $"There is no file {file} to check. To write it, run the same command without --check."), (exitCode, output.Trim()));
    }

    [Fact]
    public async Task Schema_OfAProjectThatDoesNotBuild_TellsTheBuildsErrorsAlone()
    {
        var folder = Directory.CreateTempSubdirectory("tessera-broken-");
        try
        {
            var (exitCode, output) = await RunAsync("schema", folder.FullName);
            Assert.Equal((4, $"There is no project in the folder '{folder.FullName}'. Name a project file, its folder, or a built assembly."), (exitCode, output.Trim()));

            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "Broken.csproj"), """<Project><Target Name="Restore" /><Target Name="Build"><Error Text="nothing works" /></Target></Project>""", TestContext.Current.CancellationToken);
            (exitCode, output) = await RunAsync("schema", folder.FullName);
            Assert.Equal(4, exitCode);
            Assert.Contains("Broken.csproj' does not build:", output, StringComparison.Ordinal);
            Assert.Contains("nothing works", output, StringComparison.Ordinal);
            Assert.DoesNotContain("TargetPath", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Diff_WithAServiceThatDoesNotAnswer_NamesIt()
    {
        var (exitCode, output) = await RunAsync("diff", _worker, "--endpoint", "http://127.0.0.1:1");
        Assert.Equal(4, exitCode);
        Assert.Matches(@"^http://127\.0\.0\.1:1/ does not answer: .+\. Start the service there, or name another with --endpoint or --region\.$", output.Trim());
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

    [Fact]
    public async Task Diff_WithoutRegionOrEndpoint_AsksForOne()
    {
        var start = Start(["diff", _worker]);
        foreach (var name in new[] { "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE" })
            start.Environment.Remove(name);
        (start.Environment["AWS_CONFIG_FILE"], start.Environment["AWS_EC2_METADATA_DISABLED"]) = ("none", "true");
        var (exitCode, output) = await RunAsync(start);
        Assert.Equal(4, exitCode);
        Assert.Contains("Name one with --region, or a service with --endpoint.", output, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => RunAsync(Start(arguments));

    private static async Task<(int ExitCode, string Output)> RunAsync(ProcessStartInfo start)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        return await ProcessRun.RunAsync(start, limit.Token);
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
