using System.Net.Http.Headers;
using System.Text;
using Tessera.Testing;

namespace Tessera.Lambda.Local.Tests;

/// <summary>A local cloud over an engine of its own, with everything on free ports.</summary>
internal sealed class TestCloud : IAsyncDisposable
{
    public const string OneFunction = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Echo:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: echo
              Handler: bootstrap
              Runtime: provided.al2023
              Events:
                All: { Type: HttpApi }
        """;

    private readonly LocalCloud _cloud;

    private TestCloud(LocalCloud cloud, TestEngine engine, TestLog log)
    {
        _cloud = cloud;
        Engine = engine;
        Log = log;
        Client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
    }

    public TestEngine Engine { get; }

    public TestLog Log { get; }

    public HttpClient Client { get; }

    public LocalCloudSummary Summary => _cloud.Summary;

    public Uri Api => _cloud.ApiEndpoint!;

    public Uri Lambda => _cloud.LambdaEndpoint;

    public static async Task<TestCloud> StartAsync(TemporaryFolder folder, string template, Func<LocalCloudOptions, LocalCloudOptions>? change = null)
    {
        // Records of a stream have the engine's time, and a mapping passes over those that are a day old by its own clock.
        var engine = new TestEngine(options => options with { TimeProvider = TimeProvider.System });
        var log = new TestLog();
        var options = new LocalCloudOptions
        {
            TemplatePath = folder.Write("template.yaml", template),
            DynamoDBEndpoint = new Uri("http://127.0.0.1:1"),
            DynamoDBHandler = engine.Engine.CreateHandler(),
            Port = 0,
            LambdaPort = 0,
            Log = log.Add,
        };
        try
        {
            return new TestCloud(await LocalCloud.StartAsync(change?.Invoke(options) ?? options, TestContext.Current.CancellationToken), engine, log);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    public async Task<(int Status, string Body, HttpResponseHeaders Headers)> InvokeAsync(string function, string payload, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Lambda, $"/2015-03-31/functions/{function}{(function.Contains('?') ? "" : "/invocations")}"))
        {
            Content = new StringContent(payload, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers);
    }

    /// <summary>Stops the local cloud; who calls it does not hang up before.</summary>
    public ValueTask StopAsync() => _cloud.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _cloud.DisposeAsync();
        Engine.Dispose();
    }
}
