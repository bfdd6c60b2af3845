using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Tessera.Testing;

namespace Tessera.Lambda.Local.Tests.Gateway;

/// <summary>HTTP requests that real processes answer.</summary>
public sealed class GatewayTests : IDisposable
{
    private const int TimeLimit = 60_000;

    private const string Template = """
        Transform: AWS::Serverless-2016-10-31
        Globals:
          HttpApi: { CorsConfiguration: { AllowOrigins: ['http://localhost:*'], AllowMethods: [GET, POST], AllowHeaders: ['*'], MaxAge: 60 } }
        Resources:
          Web:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: web
              Handler: bootstrap
              Runtime: provided.al2023
              FunctionUrlConfig: { AuthType: NONE }
              Events:
                Item: { Type: HttpApi, Properties: { Path: '/items/{id}', Method: any } }
                Old: { Type: Api, Properties: { Path: '/old/{proxy+}', Method: post } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = TimeLimit)]
    public async Task Request_OfARoute_IsAnsweredByTheFunction()
    {
        _folder.WritePython("web", """
            def handle(event, context):
                return {"statusCode": 201, "headers": {"X-Id": event["pathParameters"]["id"]}, "cookies": ["a=1", "b=2"],
                        "body": event["body"] + " " + event["rawQueryString"], "isBase64Encoded": False}
            """);
        await using var cloud = await TestCloud.StartAsync(_folder, Template);

        using var content = new StringContent("hello", Encoding.UTF8, "text/plain");
        using var response = await cloud.Client.PostAsync(new Uri(cloud.Api, "/items/42?x=1"), content);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("42", response.Headers.GetValues("X-Id").Single());
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal("text/plain;charset=UTF-8", response.Content.Headers.NonValidated["Content-Type"].ToString());
        Assert.Equal("hello x=1", await response.Content.ReadAsStringAsync());
        Assert.StartsWith("POST /items/42 ", (await cloud.Log.WaitAsync(entry => entry.Kind == LogEntryKind.Report)).Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Request_WithBinaryBodies_GoesThroughUnchanged()
    {
        _folder.WritePython("web", """
            def handle(event, context):
                return {"statusCode": 200, "headers": {"Content-Type": "image/png"}, "body": event["body"], "isBase64Encoded": event["isBase64Encoded"]}
            """);
        await using var cloud = await TestCloud.StartAsync(_folder, Template);
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("image/png");
        using var response = await cloud.Client.PostAsync(new Uri(cloud.Api, "/items/1"), content);

        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", response.Content.Headers.ContentType!.ToString());
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Request_ThatGoesWrong_IsAnsweredAsByTheService()
    {
        _folder.WritePython("web", """
            def handle(event, context):
                if event.get("path") or event["pathParameters"]["id"] == "raise":
                    raise ValueError("no")
                return {"statusCode": "nonsense"}
            """);
        await using var cloud = await TestCloud.StartAsync(_folder, Template);

        Assert.Equal("""404 {"message":"Not Found"}""", await GetAsync("/nowhere"));
        Assert.Equal("""500 {"message":"Internal Server Error"}""", await GetAsync("/items/raise"));
        Assert.Equal("""500 {"message":"Internal Server Error"}""", await GetAsync("/items/malformed"));
        using var posted = await cloud.Client.PostAsync(new Uri(cloud.Api, "/old/a/b"), null);
        Assert.Equal("""502 {"message": "Internal server error"}""", $"{(int)posted.StatusCode} {await posted.Content.ReadAsStringAsync()}");
        using var large = new ByteArrayContent(new byte[10 * 1024 * 1024 + 1]);
        using var refused = await cloud.Client.PostAsync(new Uri(cloud.Api, "/items/1"), large);
        Assert.Equal(413, (int)refused.StatusCode);
        using var url = await cloud.Client.GetAsync(new Uri(cloud.Summary.Urls.Single().Address, "/anything"));
        Assert.Equal("502 Internal Server Error", $"{(int)url.StatusCode} {await url.Content.ReadAsStringAsync()}");

        async Task<string> GetAsync(string path)
        {
            using var response = await cloud.Client.GetAsync(new Uri(cloud.Api, path));
            return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
        }
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Request_LongerThanTheApiWaits_IsUnavailable()
    {
        _folder.WritePython("web", """
            def handle(event, context):
                print("working", flush=True)
                time.sleep(3600)
            """);
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        var template = Template.Replace("Handler: bootstrap", "Handler: bootstrap\n      Timeout: 900");
        await using var cloud = await TestCloud.StartAsync(_folder, template, options => options with { TimeProvider = clock, StopPatience = TimeSpan.Zero });

        var request = cloud.Client.GetAsync(new Uri(cloud.Api, "/items/1"));
        await cloud.Log.WaitAsync("working");
        clock.Advance(TimeSpan.FromSeconds(30));

        using var response = await request;
        Assert.Equal("""503 {"message":"Service Unavailable"}""", $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Cors_OfAnHttpApi_IsTheApisOwn()
    {
        _folder.WritePython("web", """
            def handle(event, context):
                return {"statusCode": 200, "headers": {"Access-Control-Allow-Origin": "https://the.function.says"}}
            """);
        await using var cloud = await TestCloud.StartAsync(_folder, Template);

        using var preflight = new HttpRequestMessage(HttpMethod.Options, new Uri(cloud.Api, "/items/1"));
        preflight.Headers.Add("Origin", "http://localhost:5173");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "x-a");
        using var allowed = await cloud.Client.SendAsync(preflight);
        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal("http://localhost:5173", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("GET,POST", allowed.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.Equal("x-a", allowed.Headers.GetValues("Access-Control-Allow-Headers").Single());
        Assert.Equal("60", allowed.Headers.GetValues("Access-Control-Max-Age").Single());

        using var foreign = new HttpRequestMessage(HttpMethod.Get, new Uri(cloud.Api, "/items/1"));
        foreign.Headers.Add("Origin", "https://example.com");
        using var answered = await cloud.Client.SendAsync(foreign);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.False(answered.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task FunctionUrl_Request_GetsFormat2()
    {
        _folder.WritePython("web", "def handle(event, context): return {\"path\": event[\"rawPath\"], \"stage\": event[\"requestContext\"][\"stage\"]}");
        await using var cloud = await TestCloud.StartAsync(_folder, Template);
        var json = JsonNode.Parse(await cloud.Client.GetStringAsync(new Uri(cloud.Summary.Urls.Single().Address, "/a/b?c=d")))!;
        Assert.Equal(("/a/b", "$default"), ((string)json["path"]!, (string)json["stage"]!));
    }

    /// <summary>The function writes the next part only when the client has shown that it got the one before.</summary>
    [Fact(Timeout = TimeLimit)]
    public async Task FunctionUrl_ThatStreams_PassesPartsOnAsTheyCome()
    {
        var seen = Path.Combine(_folder.Path, "seen");
        _folder.WritePython("web", $$"""
            import socket
            def stream(request_id):
                host, port = os.environ["AWS_LAMBDA_RUNTIME_API"].split(":")
                connection = socket.create_connection((host, int(port)))
                connection.sendall(("POST /2018-06-01/runtime/invocation/" + request_id + "/response HTTP/1.1\r\nHost: " + host + "\r\n"
                    "Content-Type: application/vnd.awslambda.http-integration-response\r\nLambda-Runtime-Function-Response-Mode: streaming\r\n"
                    "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n").encode())
                def chunk(data):
                    connection.sendall(hex(len(data))[2:].encode() + b"\r\n" + data + b"\r\n")
                chunk(b'{"statusCode":206,"headers":{"Content-Type":"text/plain"},"cookies":["s=1"]}')
                chunk(bytes(8) + b"first,")
                while not os.path.exists("{{seen}}"):
                    time.sleep(0.005)
                chunk(b"second")
                connection.sendall(b"0\r\n\r\n")
                connection.recv(1000)
                connection.close()
            with urllib.request.urlopen(api + "invocation/next") as first_event:
                stream(first_event.headers["Lambda-Runtime-Aws-Request-Id"])
            """);
        await using var cloud = await TestCloud.StartAsync(_folder, Template.Replace("AuthType: NONE", "AuthType: NONE, InvokeMode: RESPONSE_STREAM"));

        using var response = await cloud.Client.GetAsync(cloud.Summary.Urls.Single().Address, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((206, "text/plain", "s=1"), ((int)response.StatusCode, response.Content.Headers.ContentType!.ToString(), response.Headers.GetValues("Set-Cookie").Single()));
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[6];
        await body.ReadExactlyAsync(buffer);
        Assert.Equal("first,", Encoding.UTF8.GetString(buffer));

        await File.Create(seen).DisposeAsync();
        using var rest = new StreamReader(body);
        Assert.Equal("second", await rest.ReadToEndAsync());
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Start_OnATakenPort_SaysSo()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        _folder.WritePython("web", "def handle(event, context): return None");
        var error = await Assert.ThrowsAsync<Microsoft.AspNetCore.Connections.AddressInUseException>(
            () => TestCloud.StartAsync(_folder, Template, options => options with { Port = port }));
        Assert.Equal($"Port {port} is taken: another process listens on it.", error.Message);
    }
}
