using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Tessera.Engine.Server.Tests.Cli;

/// <summary>The tool as its user meets it: a process with output, an exit code, and signals.</summary>
public sealed partial class LocalCommandTests
{
    [Fact]
    public async Task Local_UntilTerminated_AnswersAndEndsWithZero()
    {
        using var tessera = Start("local", "--port", "0", "--region", "eu-west-1");
        var ready = await ReadyTextAsync(tessera);
        var endpoint = new Uri(Endpoint().Match(ready).Value);

        Assert.StartsWith($"Tessera is ready at {endpoint.GetLeftPart(UriPartial.Authority)} ", ready, StringComparison.Ordinal);
        Assert.Contains($"aws dynamodb list-tables --endpoint-url {endpoint.GetLeftPart(UriPartial.Authority)} --region eu-west-1", ready, StringComparison.Ordinal);
        Assert.Contains($"AWS_ENDPOINT_URL_DYNAMODB={endpoint.GetLeftPart(UriPartial.Authority)} ", ready, StringComparison.Ordinal);
        Assert.Equal(200, (await RawHttp.PostAsync(endpoint, RawHttp.ListTables, "{}")).StatusCode);

        await SignalAsync(tessera, "TERM");
        await tessera.WaitForExitAsync();
        Assert.Equal(0, tessera.ExitCode);
        Assert.Empty(await tessera.StandardError.ReadToEndAsync());
    }

    [Fact]
    public async Task Local_Interrupted_EndsWithZero()
    {
        using var tessera = Start("local", "--port", "0");
        await ReadyTextAsync(tessera);

        await SignalAsync(tessera, "INT");
        await tessera.WaitForExitAsync();
        Assert.Equal(0, tessera.ExitCode);
    }

    [Fact]
    public async Task Local_PortTaken_SaysWhatToDo()
    {
        using var engine = new DynamoDBEngine();
        await using var other = await EngineServer.StartAsync(engine, new EngineServerOptions { Port = 0 });
        var (exitCode, _, error) = await RunAsync("local", "--port", $"{other.Endpoint.Port}");

        Assert.Equal(2, exitCode);
        Assert.Equal(
            $"Port {other.Endpoint.Port} is taken: another process listens on it. Choose another with --port, or let the system choose with --port 0.\n", error);
    }

    [Theory]
    [InlineData("--port 65536", "--port '65536' is not a port. Write a number between 0 and 65535.")]
    [InlineData("--port -1", "--port '-1' is not a port. Write a number between 0 and 65535.")]
    [InlineData("--port abc", "--port 'abc' is not a port. Write a number between 0 and 65535.")]
    [InlineData("--region nowhere", "--region must be the name of a region, such as us-east-1.")]
    [InlineData("--allow-origin *", "--allow-origin '*' is not an origin. Write scheme, host and port only, such as http://localhost:3000.")]
    [InlineData("--ttl-delay x", "--ttl-delay 'x' is not a number of seconds between 0 and 86400.")]
    [InlineData("--ttl-delay -1", "--ttl-delay '-1' is not a number of seconds between 0 and 86400.")]
    [InlineData("--ttl-delay 86401", "--ttl-delay '86401' is not a number of seconds between 0 and 86400.")]
    [InlineData("--colour", "Unrecognized command or argument '--colour'.")]
    public async Task Local_WrongArgument_IsNamedAndNothingStarts(string arguments, string message)
    {
        var (exitCode, output, error) = await RunAsync(["local", .. arguments.Split(' ')]);

        Assert.Equal(1, exitCode);
        Assert.Equal(message, error.Trim());
        Assert.Empty(output.Trim());
    }

    [Fact]
    public async Task Version_PrintsTheVersionAlone()
    {
        var (exitCode, output, _) = await RunAsync("--version");
        Assert.Equal(0, exitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*$", output.Trim());
    }

    [Theory]
    [InlineData("--help", "tessera [command] [options]")]
    [InlineData("local --help", "tessera local [options]")]
    public async Task Help_ShowsTheUsage(string arguments, string usage)
    {
        var (exitCode, output, _) = await RunAsync(arguments.Split(' '));
        Assert.Equal(0, exitCode);
        Assert.Contains(usage, output, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments)
    {
        // Whoever runs the tests in the background has interrupts ignored, and a process hands that on to those it starts.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(command[0], [.. command[1..], Path.Combine(AppContext.BaseDirectory, "Tessera.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>The first lines, which tell that requests are answered from now on.</summary>
    private static async Task<string> ReadyTextAsync(Process tessera)
    {
        string[] lines = [await LineAsync(tessera), await LineAsync(tessera), await LineAsync(tessera)];
        return string.Join('\n', lines);
    }

    private static async Task<string> LineAsync(Process tessera) =>
        await tessera.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await tessera.StandardError.ReadToEndAsync());

    private static async Task SignalAsync(Process process, string signal)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            Assert.Skip("Windows has no signals to send.");
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])!;
        await kill.WaitForExitAsync();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Endpoint();
}
