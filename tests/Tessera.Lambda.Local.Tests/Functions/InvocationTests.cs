using System.Text;
using System.Text.Json.Nodes;
using Tessera.Testing;

namespace Tessera.Lambda.Local.Tests.Functions;

/// <summary>Calls of real processes through the Invoke API.</summary>
public sealed class InvocationTests : IDisposable
{
    private const int TimeLimit = 60_000;

    private static readonly string WithAliases = TestCloud.OneFunction.Replace("Events:", "AutoPublishAlias: live\n      Events:", StringComparison.Ordinal)
        + "\n  Blue: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Echo, Name: blue, FunctionVersion: '1' } }\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = TimeLimit)]
    public async Task Invoke_Function_ReturnsWhatItReturned()
    {
        _folder.WritePython("echo", """
            def handle(event, context):
                print("hello", event["name"], flush=True)
                return {"name": event["name"], "id": context["Lambda-Runtime-Aws-Request-Id"], "arn": context["Lambda-Runtime-Invoked-Function-Arn"]}
            """);
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction);

        var (status, body, headers) = await cloud.InvokeAsync("Echo", """{"name":"Ada"}""");

        Assert.Equal(200, status);
        Assert.Equal("$LATEST", headers.GetValues("X-Amz-Executed-Version").Single());
        Assert.False(headers.Contains("X-Amz-Function-Error"));
        var json = JsonNode.Parse(body)!;
        Assert.Equal("Ada", (string)json["name"]!);
        Assert.Equal(headers.GetValues("x-amzn-RequestId").Single(), (string)json["id"]!);
        Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:Echo", (string)json["arn"]!);
        var line = await cloud.Log.WaitAsync("hello Ada");
        Assert.Equal((LogEntryKind.Output, "Echo"), (line.Kind, line.Source));
        var report = await cloud.Log.WaitAsync(entry => entry.Kind == LogEntryKind.Report);
        Assert.Matches(@"^invoke  \d+\.\d ms  init \d+ ms  billed \d+ ms$", report.Text);
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData("Echo")]
    [InlineData("Echo:$LATEST")]
    [InlineData("000000000000:function:Echo")]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:Echo")]
    public async Task Invoke_ByAnyName_FindsTheFunction(string name)
    {
        _folder.WritePython("echo", "def handle(event, context): return 1");
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction);
        Assert.Equal((204, ""), Pair(await cloud.InvokeAsync(Uri.EscapeDataString(name), "{}", ("X-Amz-Invocation-Type", "DryRun"))));
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData("Echo", "")]
    [InlineData("Echo:live", ":live")]
    [InlineData("Echo/invocations?Qualifier=live", ":live")]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:Echo:blue", ":blue")]
    [InlineData("Echo:$LATEST", ":$LATEST")]
    public async Task Invoke_WithAliasOfTheTemplate_TellsItsArn(string name, string qualifier)
    {
        _folder.WritePython("echo", """def handle(event, context): return context["Lambda-Runtime-Invoked-Function-Arn"]""");
        await using var cloud = await TestCloud.StartAsync(_folder, WithAliases);
        Assert.Equal($"\"arn:aws:lambda:us-east-1:000000000000:function:Echo{qualifier}\"", (await cloud.InvokeAsync(name, "{}")).Body);
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData("Echo:prod", ":prod")]
    [InlineData("Echo/invocations?Qualifier=prod", ":prod")]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:Echo:7", ":7")]
    public async Task Invoke_WithAliasThatIsNotThere_IsNotFound(string name, string qualifier)
    {
        _folder.WritePython("echo", "def handle(event, context): return 1");
        await using var cloud = await TestCloud.StartAsync(_folder, WithAliases);

        var answer = await cloud.InvokeAsync(name, "{}");

        Assert.Equal((404, $$"""{"Type":"User","Message":"Function not found: arn:aws:lambda:us-east-1:000000000000:function:Echo{{qualifier}}"}"""), Pair(answer));
        Assert.Equal("ResourceNotFoundException", answer.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Invoke_WrongRequests_AreRefusedAsTheServiceDoes()
    {
        _folder.WritePython("echo", "def handle(event, context): return 1");
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction);

        var unknown = await cloud.InvokeAsync("Nobody", "{}");
        Assert.Equal((404, """{"Type":"User","Message":"Function not found: arn:aws:lambda:us-east-1:000000000000:function:Nobody"}"""), Pair(unknown));
        Assert.Equal("ResourceNotFoundException", unknown.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Equal("InvalidRequestContentException", await ErrorTypeAsync(400, "{nonsense"));
        Assert.Equal("ValidationException", await ErrorTypeAsync(400, "{}", ("X-Amz-Invocation-Type", "Perhaps")));
        Assert.Equal("RequestTooLargeException", await ErrorTypeAsync(413, $"\"{new string('x', 6 * 1024 * 1024)}\""));
        Assert.Equal("AccessDeniedException", await ErrorTypeAsync(403, "{}", ("Origin", "https://example.com")));
        Assert.Equal("AccessDeniedException", await ErrorTypeAsync(403, "{}", ("Host", "rebound.example.com")));

        async Task<string> ErrorTypeAsync(int status, string payload, params (string, string)[] sent)
        {
            var response = await cloud.InvokeAsync("Echo", payload, sent);
            Assert.Equal(status, response.Status);
            return response.Headers.GetValues("x-amzn-ErrorType").Single();
        }
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Invoke_FunctionThatRaises_IsAnswerWithItsError()
    {
        _folder.WritePython("echo", """
            def handle(event, context):
                raise ValueError("no such order")
            """);
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction);

        var (status, body, headers) = await cloud.InvokeAsync("Echo", "{}");

        Assert.Equal(200, status);
        Assert.Equal("Unhandled", headers.GetValues("X-Amz-Function-Error").Single());
        Assert.Equal("""{"errorType": "ValueError", "errorMessage": "no such order", "stackTrace": []}""", body);
        Assert.EndsWith("ValueError: no such order", (await cloud.Log.WaitAsync(entry => entry.Kind == LogEntryKind.Failure)).Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Invoke_FunctionThatCrashes_IsAnExitErrorAndTheNextCallHasANewProcess()
    {
        _folder.WritePython("echo", """
            def handle(event, context):
                if event.get("crash"):
                    os._exit(3)
                return os.getpid()
            """);
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction);
        var first = await cloud.InvokeAsync("Echo", "{}");

        var crash = await cloud.InvokeAsync("Echo", """{"crash":true}""");
        Assert.Equal(
            $$"""{"errorType":"Runtime.ExitError","errorMessage":"RequestId: {{crash.Headers.GetValues("x-amzn-RequestId").Single()}} Error: Runtime exited with error: exit status 3"}""",
            crash.Body);

        var second = await cloud.InvokeAsync("Echo", "{}");
        Assert.NotEqual(first.Body, second.Body);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Invoke_FunctionOverItsTimeout_IsKilledAndReported()
    {
        _folder.WritePython("echo", """
            def handle(event, context):
                print("working", flush=True)
                time.sleep(3600)
            """);
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction, options => options with { TimeProvider = clock });

        var call = cloud.InvokeAsync("Echo", "{}");
        await cloud.Log.WaitAsync("working");
        clock.Advance(TimeSpan.FromSeconds(3));

        var (_, body, headers) = await call;
        Assert.Equal("Unhandled", headers.GetValues("X-Amz-Function-Error").Single());
        Assert.Equal(
            $$"""{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: {{headers.GetValues("x-amzn-RequestId").Single()}} Error: Task timed out after 3.00 seconds"}""",
            body);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Invoke_FunctionThatCannotStart_GetsItsInitError()
    {
        _folder.WritePython("echo", """
            post("init/error", b'{"errorType":"Runtime.NoConfiguration","errorMessage":"TABLE is not set"}')
            sys.exit(1)
            """);
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction);
        Assert.Equal("""{"errorType":"Runtime.NoConfiguration","errorMessage":"TABLE is not set"}""", (await cloud.InvokeAsync("Echo", "{}")).Body);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Invoke_SeveralAtOnce_RunInProcessesOfTheirOwn()
    {
        // Each call ends only when both have begun.
        _folder.WritePython("echo", """
            def handle(event, context):
                open(event["mine"], "w").close()
                while not os.path.exists(event["other"]):
                    time.sleep(0.005)
                return os.getpid()
            """);
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction, options => options with { TimeProvider = new ManualClock(DateTimeOffset.UtcNow) });

        var (a, b) = (Path.Combine(_folder.Path, "a"), Path.Combine(_folder.Path, "b"));
        var calls = await Task.WhenAll(
            cloud.InvokeAsync("Echo", $$"""{"mine":"{{a}}","other":"{{b}}"}"""), cloud.InvokeAsync("Echo", $$"""{"mine":"{{b}}","other":"{{a}}"}"""));

        Assert.Equal(2, calls.Select(call => int.Parse(call.Body)).Distinct().Count());
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Invoke_OverReservedConcurrency_IsThrottled()
    {
        _folder.WritePython("echo", """
            def handle(event, context):
                print("waiting", flush=True)
                while not os.path.exists(event["until"]):
                    time.sleep(0.005)
                return "done"
            """);
        var template = TestCloud.OneFunction.Replace("Handler: bootstrap", "Handler: bootstrap\n      ReservedConcurrentExecutions: 1");
        await using var cloud = await TestCloud.StartAsync(_folder, template, options => options with { TimeProvider = new ManualClock(DateTimeOffset.UtcNow) });
        var until = Path.Combine(_folder.Path, "until");

        var first = cloud.InvokeAsync("Echo", $$"""{"until":"{{until}}"}""");
        await cloud.Log.WaitAsync("waiting");
        var second = await cloud.InvokeAsync("Echo", "{}");
        File.Create(until).Dispose();

        Assert.Equal((429, """{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","Message":"Rate Exceeded."}"""), Pair(second));
        Assert.Equal("\"done\"", (await first).Body);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Invoke_AsEvent_IsTriedTwiceMore()
    {
        _folder.WritePython("echo", """
            attempts = 0
            def handle(event, context):
                global attempts
                attempts += 1
                raise ValueError("attempt " + str(attempts))
            """);
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction, options => options with { TimeProvider = clock });

        Assert.Equal((202, ""), Pair(await cloud.InvokeAsync("Echo", "{}", ("X-Amz-Invocation-Type", "Event"))));
        // A failure is reported when the process is ready again: from then on moving the clock does not touch it.
        await cloud.Log.WaitAsync("attempt 1");
        await cloud.Log.WaitAsync("tried again in 1 min");
        clock.Advance(TimeSpan.FromMinutes(1));
        await cloud.Log.WaitAsync("attempt 2");
        await cloud.Log.WaitAsync("tried again in 2 min");
        clock.Advance(TimeSpan.FromMinutes(2));
        await cloud.Log.WaitAsync("attempt 3");
        await cloud.Log.WaitAsync("is dropped after 3 attempts");

        Assert.Equal(["attempt 1", "attempt 2", "attempt 3"], cloud.Log.Entries.Where(entry => entry.Kind == LogEntryKind.Failure).Select(entry => entry.Text[entry.Text.IndexOf("attempt", StringComparison.Ordinal)..]));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Invoke_WithLogTail_ReturnsTheLogOfTheCall()
    {
        _folder.WritePython("echo", """
            print("starting", flush=True)
            def handle(event, context):
                print("line of", event["number"], flush=True)
            """);
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction);

        // A pipe does not say when all of a call's output is there, so a slow machine may lack a line.
        var cold = await LogTailAsync(cloud, 1);
        Assert.Matches(@"^(starting\n)?START RequestId: (\S+) Version: \$LATEST\n(line of 1\n)?END RequestId: \2\nREPORT RequestId: \2\t"
            + @"Duration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tInit Duration: \d+\.\d\d ms\n$", cold);
        string warm;
        do
            warm = await LogTailAsync(cloud, 2);
        while (!warm.Contains("line of 2\n", StringComparison.Ordinal));
        Assert.Matches(@"START RequestId: (\S+) Version: \$LATEST\nline of 2\nEND RequestId: \1\nREPORT RequestId: \1\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\n$", warm);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Invoke_WithLogTail_OfAFunctionThatCannotStart_TellsWhatItWrote()
    {
        _folder.WritePython("echo", """
            sys.stderr.write("TABLE is not set\n")
            sys.exit(1)
            """);
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction);
        Assert.StartsWith("TABLE is not set\nEND RequestId: ", await LogTailAsync(cloud, 1), StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Invoke_FileThatIsNoProgram_SaysSo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Scripts are not programs there.");
        var bootstrap = _folder.Write("echo/bootstrap", "echo no interpreter is named\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(bootstrap, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var cloud = await TestCloud.StartAsync(_folder, TestCloud.OneFunction);

        var json = JsonNode.Parse((await cloud.InvokeAsync("Echo", "{}")).Body)!;

        Assert.Equal("Runtime.InvalidEntrypoint", (string)json["errorType"]!);
        Assert.Contains("echo/bootstrap' does not start: ", (string)json["errorMessage"]!, StringComparison.Ordinal);
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData("{}", "Text", null, "/aws/lambda/Echo")]
    [InlineData("{ LogFormat: JSON }", "JSON", "INFO", "/aws/lambda/Echo")]
    [InlineData("{ LogFormat: JSON, ApplicationLogLevel: WARN, LogGroup: shop }", "JSON", "WARN", "shop")]
    public async Task Process_LoggingConfig_IsInItsEnvironment(string config, string format, string? level, string group)
    {
        _folder.WritePython("echo", "def handle(event, context): return [os.environ.get('AWS_LAMBDA_LOG_' + name) for name in ['FORMAT', 'LEVEL', 'GROUP_NAME']]");
        var template = TestCloud.OneFunction.Replace("Handler: bootstrap", $"Handler: bootstrap\n      LoggingConfig: {config}", StringComparison.Ordinal);
        await using var cloud = await TestCloud.StartAsync(_folder, template);
        var json = JsonNode.Parse((await cloud.InvokeAsync("Echo", "{}")).Body)!.AsArray();
        Assert.Equal([format, level, group], json.Select(value => (string?)value));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Process_Environment_IsLambdasAndTheTemplates()
    {
        _folder.WritePython("echo", "def handle(event, context): return {name: os.environ.get(name) for name in event}");
        var template = TestCloud.OneFunction.Replace("Handler: bootstrap", "Handler: bootstrap\n      MemorySize: 512\n      Environment: { Variables: { GREETING: hello, AWS_REGION: mars } }");
        await using var cloud = await TestCloud.StartAsync(_folder, template, options => options with { Region = "eu-west-1" });

        var names = """["_HANDLER","AWS_REGION","AWS_LAMBDA_FUNCTION_NAME","AWS_LAMBDA_FUNCTION_MEMORY_SIZE","AWS_LAMBDA_FUNCTION_VERSION","AWS_ACCESS_KEY_ID","LAMBDA_TASK_ROOT","GREETING","AWS_PROFILE"]""";
        var json = JsonNode.Parse((await cloud.InvokeAsync("Echo", names)).Body)!.AsObject().ToDictionary(pair => pair.Key, pair => (string?)pair.Value);

        Assert.Equal(new Dictionary<string, string?>
        {
            ["_HANDLER"] = "bootstrap",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_LAMBDA_FUNCTION_NAME"] = "Echo",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_ACCESS_KEY_ID"] = "local",
            ["LAMBDA_TASK_ROOT"] = Path.Combine(_folder.Path, "echo"),
            ["GREETING"] = "hello",
            ["AWS_PROFILE"] = null,
        }, json);
    }

    private static async Task<string> LogTailAsync(TestCloud cloud, int number)
    {
        var (_, _, headers) = await cloud.InvokeAsync("Echo", $$"""{"number":{{number}}}""", ("X-Amz-Log-Type", "Tail"));
        return Encoding.UTF8.GetString(Convert.FromBase64String(headers.GetValues("X-Amz-Log-Result").Single()));
    }

    private static (int Status, string Body) Pair((int Status, string Body, System.Net.Http.Headers.HttpResponseHeaders) response) => (response.Status, response.Body);
}
