using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Tessera.Templates.Tests;

/// <summary>What <c>dotnet new</c> creates builds, passes its own tests, and works.</summary>
[Collection(nameof(CreatedApplications))]
public sealed partial class TemplateTests(PackedFolder packed, CreatedApplications created)
{
    private static readonly TimeSpan _effectLimit = TimeSpan.FromSeconds(60);

    public static TheoryData<CreatedApplication> All => [.. CreatedApplications.All];

    public static TheoryData<CreatedApplication> WithHttp => [.. CreatedApplications.All.Where(application => application.Template != "tessera-stream")];

    public static TheoryData<CreatedApplication> StreamOnly => [.. CreatedApplications.All.Where(application => application.Template == "tessera-stream")];

    [Theory]
    [MemberData(nameof(All))]
    public void Files_OfAnApplication_AreThoseOfItsTemplate(CreatedApplication application)
    {
        var folder = created.FolderOf(application);
        Assert.Superset(
            new HashSet<string> { ".gitignore", "README.md", "template.yaml", application.Name + ".slnx" },
            Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).ToHashSet());
        var sources = Path.Combine(folder, "src", application.Name);
        Assert.Equal(application.Template != "tessera-stream", File.Exists(Path.Combine(sources, "NoteEndpoints.cs")));
        Assert.Equal(application.Template != "tessera-api", File.Exists(Path.Combine(sources, "NoteEvents.cs")));
        Assert.Contains($"\"{application.TableName}\"", File.ReadAllText(Path.Combine(sources, "NotesTable.cs")), StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(IsText))
            Assert.DoesNotMatch(LeftOver(), File.ReadAllText(file));
    }

    [Fact]
    public void Project_OfAManagedFunction_HasWhatThePageSaysOfColdStarts()
    {
        var page = File.ReadAllText(Path.Combine(PackedFolder.Repository, "docs", "lambda.md")).ReplaceLineEndings("\n");
        var settings = page[page.IndexOf("## Cold starts", StringComparison.Ordinal)..].Split("```")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        var name = CreatedApplications.Whole.Name;
        var project = File.ReadAllLines(Path.Combine(created.FolderOf(CreatedApplications.Whole), "src", name, name + ".csproj")).Select(line => line.Trim()).ToHashSet();

        Assert.NotEmpty(settings);
        Assert.Subset(project, settings.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Tests_OfAnApplication_Pass(CreatedApplication application)
    {
        string[] command = application == CreatedApplications.Whole ? ["test", "--no-build", "-nologo"] : [application.TestAssembly];
        var output = await Commands.RunAsync(packed.Dotnet(created.FolderOf(application), command));
        // One of the entities, two of the API, one of the stream handler.
        var expected = application.Template switch { "tessera-api" => "3", "tessera-stream" => "2", _ => "4" };
        Assert.Equal(expected, Passed().Match(output).Groups["count"].Value);
    }

    [Theory]
    [MemberData(nameof(WithHttp))]
    public async Task Application_StartedByDotnetRun_AnswersAndHandlesItsStream(CreatedApplication application)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var program = await RunningProgram.StartAsync(created.Run(application), Listening());
        using var client = new HttpClient { BaseAddress = program.Address };

        var put = await client.PutAsJsonAsync("/notebooks/work/notes/1", new { text = "First" }, stop);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal("""{"notebook":"work","noteId":"1","text":"First"}""", await client.GetStringAsync("/notebooks/work/notes/1", stop));
        Assert.Equal("""{"items":[{"notebook":"work","noteId":"1","text":"First"}],"continuation":null,"hasMore":false}""", await client.GetStringAsync("/notebooks/work/notes", stop));

        if (application.Template == "tessera-app")
            Assert.Equal("""{"notebook":"work","noteId":"1","what":"added"}""", await WaitForAsync(() => TextAsync(client, "/notebooks/work/activity")));
    }

    [Theory]
    [MemberData(nameof(StreamOnly))]
    public async Task StreamHandler_WhenAnItemIsWritten_HandlesIt(CreatedApplication application)
    {
        await using var engine = await RunningProgram.StartAsync(packed.Tessera(packed.Work, "local", "--port", "0"), Address());
        using var client = new AmazonDynamoDBClient("local", "local", new AmazonDynamoDBConfig { ServiceURL = engine.Address.AbsoluteUri, AuthenticationRegion = "us-east-1" });
        var start = created.Run(application);
        foreach (var (name, value) in new[]
        {
            ("Tessera__Endpoint", engine.Address.AbsoluteUri), ("Tessera__ReadStreams", "true"), ("Tessera__CreateTables", "true"), ("Tessera__Region", "us-east-1"),
            ("AWS_ACCESS_KEY_ID", "local"), ("AWS_SECRET_ACCESS_KEY", "local"),
        })
        {
            start.Environment[name] = value;
        }

        await using var program = await RunningProgram.StartAsync(start, Started());
        await client.PutItemAsync(application.TableName, Item("NOTE#1", "Note", ("NoteId", "1"), ("Text", "First")), TestContext.Current.CancellationToken);

        var key = Item("ACTIVITY", "", []).Where(pair => pair.Key is "PK" or "SK").ToDictionary();
        var what = await WaitForAsync(async () => (await client.GetItemAsync(application.TableName, key, consistentRead: true)).Item?.GetValueOrDefault("What")?.S);
        Assert.Equal("added", what);
    }

    private static Dictionary<string, AttributeValue> Item(string sortKey, string entity, params IEnumerable<(string Name, string Value)> attributes) =>
        attributes.Concat([("PK", "NOTEBOOK#work"), ("SK", sortKey), ("EntityType", entity), ("Notebook", "work")]).ToDictionary(pair => pair.Item1, pair => new AttributeValue(pair.Item2));

    private static async Task<string?> TextAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : null;
    }

    /// <summary>Asks another process until it has done what it does when it comes to it.</summary>
    private static async Task<string> WaitForAsync(Func<Task<string?>> ask)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(_effectLimit);
        while (true)
        {
            if (await ask() is { } answer)
                return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    private static bool IsText(string file) => Path.GetExtension(file) is ".cs" or ".csproj" or ".slnx" or ".md" or ".yaml" or ".json" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    /// <summary>What the engine of templates should have replaced.</summary>
    [GeneratedRegex(@"Company\.App|table-name-of-the-app|TESSERA_PACKAGE|#if|#endif")]
    private static partial Regex LeftOver();

    [GeneratedRegex(@"Passed! +- Failed: +0, Passed: +(?<count>\d+)|Total: (?<count>\d+), Errors: 0, Failed: 0")]
    private static partial Regex Passed();

    [GeneratedRegex(@"Now listening on: (?<address>http://\S+)")]
    private static partial Regex Listening();

    [GeneratedRegex("Application started")]
    private static partial Regex Started();

    [GeneratedRegex(@"(?<address>http://[0-9.]+:\d+)")]
    private static partial Regex Address();
}
