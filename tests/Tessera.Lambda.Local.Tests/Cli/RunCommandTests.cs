using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tessera.Lambda.Local.Tests.Cli;

/// <summary><c>tessera run</c> as its user meets it.</summary>
public sealed partial class RunCommandTests : IDisposable
{
    private const int TimeLimit = 90_000;

    private const string Template = """
        Transform: AWS::Serverless-2016-10-31
        Parameters:
          Greeting: { Type: String, Default: hello }
        Resources:
          Orders: { Type: AWS::Serverless::SimpleTable, Properties: { TableName: orders } }
          Web:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: web
              Handler: bootstrap
              Runtime: provided.al2023
              Environment: { Variables: { GREETING: !Ref Greeting, TABLE: !Ref Orders } }
              Events:
                One: { Type: HttpApi, Properties: { Path: '/hello/{name}', Method: get } }
                Hello: { Type: HttpApi, Properties: { Path: '/hello', Method: get } }
        """;

    /// <summary>Writes to the template's table through the endpoint that it was given, and tells what the table then has.</summary>
    private const string Handler = """
        def call(operation, body):
            request = urllib.request.Request(os.environ["AWS_ENDPOINT_URL_DYNAMODB"], data=json.dumps(body).encode(), headers={
                "X-Amz-Target": "DynamoDB_20120810." + operation, "Content-Type": "application/x-amz-json-1.0", "X-Amz-Date": "20260101T000000Z",
                "Authorization": "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00"})
            with urllib.request.urlopen(request) as response:
                return json.loads(response.read())
        def handle(event, context):
            call("PutItem", {"TableName": os.environ["TABLE"], "Item": {"id": {"S": "1"}}})
            return {"greeting": os.environ["GREETING"], "items": call("Scan", {"TableName": os.environ["TABLE"]})["Count"]}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = TimeLimit)]
    public async Task Run_UntilTerminated_ServesTheTemplateAndEndsWithZero()
    {
        _folder.WritePython("web", Handler);
        var template = _folder.Write("template.yaml", Template);
        using var tessera = Start("run", template, "--port", "0", "--lambda-port", "0", "--engine-port", "0", "--parameter", "Greeting=good morning");
        using var limit = tessera.Limit();
        var ready = await tessera.ReadUntilAsync("aws dynamodb scan");

        Assert.StartsWith("Tessera runs 1 function. Stop it with Ctrl+C.\nTables\n  orders\nFunctions\n  Web  ", ready, StringComparison.Ordinal);
        Assert.Contains("\n  GET    /hello  Web\n", ready, StringComparison.Ordinal);
        Assert.Matches(@"\n  curl http://127\.0\.0\.1:\d+/hello\n", ready);
        Assert.Contains(
            """ --cli-binary-format raw-in-base64-out --payload '{"version":"2.0","rawPath":"/hello","requestContext":{"http":{"method":"GET","path":"/hello"}}}' /dev/stdout""",
            ready,
            StringComparison.Ordinal);
        using var client = new HttpClient();
        var json = JsonNode.Parse(await client.GetStringAsync(new Uri(RoutesAddress().Match(ready).Groups[1].Value + "/hello")))!;
        Assert.Equal(("good morning", 1), ((string)json["greeting"]!, (int)json["items"]!));

        await tessera.TerminateAsync();
        Assert.Equal(0, tessera.Process.ExitCode);
        Assert.Matches(@" Web \| GET /hello  \d+\.\d ms  init \d+ ms  billed \d+ ms  0\.5 RCU  1 WCU\n", await tessera.Output);
        Assert.Empty(await tessera.Error);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Run_InvokedByTheAwsCli_Answers()
    {
        var aws = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "aws")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(aws is null, "The AWS CLI is not on this machine.");
        _folder.WritePython("web", "def handle(event, context): return [event, context[\"Lambda-Runtime-Client-Context\"]]");
        var template = _folder.Write("template.yaml", Template);
        using var tessera = Start("run", template, "--port", "0", "--lambda-port", "0", "--engine-port", "0");
        using var limit = tessera.Limit();
        var address = LambdaAddress().Match(await tessera.ReadUntilAsync("aws dynamodb scan")).Groups[1].Value;

        var answer = Path.Combine(_folder.Path, "answer.json");
        var payload = _folder.Write("payload.json", """{"name":"Ada"}""");
        using var cli = new RunningProcess(aws!, ["lambda", "invoke", "--endpoint-url", address, "--region", "us-east-1", "--function-name", "Web",
            "--log-type", "Tail", "--client-context", "eyJhIjoxfQ==", "--payload", $"fileb://{payload}", answer]);
        using var cliLimit = cli.Limit();
        await cli.Process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await cli.Error);
        Assert.Equal("""[{"name": "Ada"}, "{\"a\":1}"]""", await File.ReadAllTextAsync(answer, TestContext.Current.CancellationToken));
        var metadata = JsonNode.Parse(await cli.Output)!;
        Assert.Equal((200, "$LATEST"), ((int)metadata["StatusCode"]!, (string)metadata["ExecutedVersion"]!));
        await tessera.TerminateAsync();
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData("", 3, "There is no template '")]
    [InlineData("Resources: {}", 3, "template.yaml: The template has no functions. Add a resource of type AWS::Serverless::Function.")]
    public async Task Run_WrongTemplate_SaysWhy(string text, int exitCode, string message)
    {
        var template = text.Length == 0 ? Path.Combine(_folder.Path, "missing.yaml") : _folder.Write("template.yaml", text);
        using var tessera = Start("run", template, "--port", "0", "--lambda-port", "0", "--engine-port", "0");
        using var limit = tessera.Limit();
        await tessera.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(exitCode, tessera.Process.ExitCode);
        Assert.StartsWith(message, await tessera.Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData("--parameter Stage", "--parameter 'Stage' has no value. Write --parameter name=value.")]
    [InlineData("--lambda-port x", "--lambda-port 'x' is not a port. Write a number between 0 and 65535.")]
    [InlineData("--region nowhere", "--region must be the name of a region, such as us-east-1.")]
    [InlineData("--endpoint localhost", "--endpoint 'localhost' is not an address. Write one such as http://localhost:8000.")]
    public async Task Run_WrongArgument_IsNamed(string arguments, string message)
    {
        using var tessera = Start(["run", .. arguments.Split(' ')]);
        using var limit = tessera.Limit();
        await tessera.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, tessera.Process.ExitCode);
        Assert.Equal(message, (await tessera.Error).Trim());
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Run_RoutesWithVariablesAlone_ShowsAPathThatCanBeCalled()
    {
        _folder.WritePython("web", Handler);
        var template = _folder.Write("template.yaml", Template.Replace("'/hello'", "'/{greeting}/to/{name+}'", StringComparison.Ordinal));
        using var tessera = Start("run", template, "--port", "0", "--lambda-port", "0", "--engine-port", "0");
        using var limit = tessera.Limit();
        Assert.Matches(@"\n  curl http://127\.0\.0\.1:\d+/(greeting/to/name|hello/name)\n", await tessera.ReadUntilAsync("aws dynamodb scan"));
        tessera.Process.Kill();
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Run_EndpointThatDoesNotAnswer_IsNamed()
    {
        _folder.WritePython("web", Handler);
        var template = _folder.Write("template.yaml", Template);
        using var tessera = Start("run", template, "--port", "0", "--lambda-port", "0", "--endpoint", "http://127.0.0.1:1");
        using var limit = tessera.Limit();
        await tessera.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(4, tessera.Process.ExitCode);
        Assert.Matches(@"^http://127\.0\.0\.1:1/ does not answer: .+\. Start the engine there, or leave --endpoint out for one of this run's own\.\n$", await tessera.Error);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Run_Killed_LeavesNoFunctionBehind()
    {
        // As many a runtime does, it goes on asking when nobody answers.
        _folder.WritePython("web", """
            asked = urllib.request.urlopen
            def urlopen(*arguments):
                while True:
                    try:
                        return asked(*arguments)
                    except OSError:
                        time.sleep(0.01)
            urllib.request.urlopen = urlopen
            def handle(event, context): return os.getpid()
            """);
        var template = _folder.Write("template.yaml", Template);
        using var tessera = Start("run", template, "--port", "0", "--lambda-port", "0", "--engine-port", "0");
        using var limit = tessera.Limit();
        var ready = await tessera.ReadUntilAsync("aws dynamodb scan");
        using var client = new HttpClient();
        using var function = System.Diagnostics.Process.GetProcessById(
            int.Parse(await client.GetStringAsync(new Uri(RoutesAddress().Match(ready).Groups[1].Value + "/hello"))));
        using var functionLimit = TestContext.Current.CancellationToken.Register(function.Kill);

        tessera.Process.Kill();

        await function.WaitForExitAsync(CancellationToken.None);
        Assert.False(TestContext.Current.CancellationToken.IsCancellationRequested);
    }

    private static RunningProcess Start(params string[] arguments) => new("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tessera.Cli.dll"), .. arguments]);

    [GeneratedRegex(@"Routes at (http://127\.0\.0\.1:\d+)")]
    private static partial Regex RoutesAddress();

    [GeneratedRegex(@"aws lambda invoke --endpoint-url (http://127\.0\.0\.1:\d+)")]
    private static partial Regex LambdaAddress();
}
