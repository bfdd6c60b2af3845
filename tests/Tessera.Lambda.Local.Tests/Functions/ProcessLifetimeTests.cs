using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Tessera.Lambda.Local.Tests.Functions;

/// <summary>When processes of functions start and end, and what is left of them.</summary>
public sealed class ProcessLifetimeTests : IDisposable
{
    private const int TimeLimit = 60_000;

    /// <summary>Starts another process that holds the output of this one, and tells its id.</summary>
    private const string Child = """
        import subprocess
        child = subprocess.Popen(["sleep", "3600"])
        def handle(event, context):
            if event == "exit":
                os._exit(7)
            return child.pid
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = TimeLimit)]
    public async Task CodeChanged_NextCall_HasANewProcess()
    {
        _folder.WritePython("echo", "def handle(event, context): return 'old'");
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction);
        Assert.Equal("\"old\"", (await cloud.InvokeAsync("Echo", "{}")).Body);

        _folder.WritePython("echo", "def handle(event, context): return 'new'");
        await cloud.Log.WaitAsync("The code has changed");

        Assert.Equal("\"new\"", (await cloud.InvokeAsync("Echo", "{}")).Body);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task ProgramRemoved_IsNamed_UntilItIsBuiltAgain()
    {
        _folder.WritePython("echo", "def handle(event, context): return 1");
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction);
        var bootstrap = Path.Combine(_folder.Path, "echo", "bootstrap");

        File.Delete(bootstrap);
        var line = await cloud.Log.WaitAsync($"'{bootstrap}' is gone. Build the function again.");
        Assert.Equal((LogEntryKind.Error, "Echo"), (line.Kind, line.Source));
        var error = JsonNode.Parse((await cloud.InvokeAsync("Echo", "{}")).Body)!;
        Assert.Equal("Runtime.InvalidEntrypoint", (string)error["errorType"]!);
        Assert.EndsWith($"Resources.Echo: '{bootstrap}' is gone. Build the function again.", (string)error["errorMessage"]!, StringComparison.Ordinal);

        _folder.WritePython("echo", "def handle(event, context): return 2");
        Assert.Equal("2", (await cloud.InvokeAsync("Echo", "{}")).Body);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task FolderRemovedAndMadeAgain_NextCalls_HaveNewProcesses()
    {
        _folder.WritePython("out/echo", "def handle(event, context): return 1");
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction.Replace("CodeUri: echo", "CodeUri: out/echo", StringComparison.Ordinal));
        Assert.Equal("1", (await cloud.InvokeAsync("Echo", "{}")).Body);

        Directory.Delete(Path.Combine(_folder.Path, "out"), recursive: true);
        _folder.WritePython("out/echo", "def handle(event, context): return 2");
        await cloud.Log.WaitForAsync("The code has changed", times: 1);
        Assert.Equal("2", (await cloud.InvokeAsync("Echo", "{}")).Body);

        _folder.WritePython("out/echo", "def handle(event, context): return 3");
        await cloud.Log.WaitForAsync("The code has changed", times: 2);
        Assert.Equal("3", (await cloud.InvokeAsync("Echo", "{}")).Body);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Dispose_RunningProcess_GetsSigTerm()
    {
        var goodbye = Path.Combine(_folder.Path, "goodbye");
        _folder.WritePython("echo", $$"""
            import signal
            def end(number, frame):
                open("{{goodbye}}", "w").close()
                os._exit(0)
            signal.signal(signal.SIGTERM, end)
            def handle(event, context): return os.getpid()
            """);
        var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction, options => options with { StopPatience = TimeSpan.FromSeconds(30) });
        var process = int.Parse((await cloud.InvokeAsync("Echo", "{}")).Body);

        await cloud.DisposeAsync();

        Assert.True(File.Exists(goodbye));
        Assert.False(IsRunning(process));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Dispose_ProcessThatStartedAnother_EndsBoth()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the environment of processes cannot be read.");
        _folder.WritePython("echo", Child);
        var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction, options => options with { StopPatience = TimeSpan.FromSeconds(30) });
        var child = int.Parse((await cloud.InvokeAsync("Echo", "{}")).Body);
        Assert.True(IsRunning(child));

        await cloud.DisposeAsync();

        await EndAsync(child);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Exit_OfAProcessThatStartedAnother_EndsBothAndIsAnsweredAtOnce()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the environment of processes cannot be read.");
        _folder.WritePython("echo", Child);
        // The other process holds the output: were it waited for, the test would not end in its time.
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction, options => options with { StopPatience = TimeSpan.FromHours(1) });
        var child = int.Parse((await cloud.InvokeAsync("Echo", "{}")).Body);

        var (_, body, _) = await cloud.InvokeAsync("Echo", "\"exit\"");

        Assert.EndsWith("exit status 7", (string)JsonNode.Parse(body)!["errorMessage"]!, StringComparison.Ordinal);
        await EndAsync(child);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Dispose_WhileCallsWaitForAProcess_StartsNoMore()
    {
        _folder.WritePython("echo", """
            print("a process", flush=True)
            def handle(event, context):
                print("call", event, flush=True)
                time.sleep(3600)
            """);
        var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction.Replace("Handler: bootstrap", "Handler: bootstrap\n      Timeout: 900", StringComparison.Ordinal),
            options => options with { ProcessesMax = 1, StopPatience = TimeSpan.FromSeconds(1) });
        var calls = Enumerable.Range(0, 4).Select(number => cloud.InvokeAsync("Echo", $"{number}")).ToList();
        await cloud.Log.WaitAsync("call ");

        await cloud.StopAsync();

        Assert.Single(cloud.Log.Entries, entry => entry.Text == "a process");
        // Each is answered, or cut off with its connection.
        while (calls.Exists(call => !call.IsCompleted))
            await Task.WhenAny(calls.Where(call => !call.IsCompleted));
        await cloud.DisposeAsync();
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>A process that was killed is there until its parent, or whoever inherits it, has heard of it.</summary>
    private static async Task EndAsync(int id)
    {
        while (IsRunning(id))
            await Task.Yield();
    }
}
