using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Tessera.Samples.Tests;

/// <summary>docs/getting-started.md, followed to the letter in an empty folder.</summary>
public sealed partial class GettingStartedTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tessera-getting-started-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task GettingStarted_FollowedInAnEmptyFolder_PrintsWhatItSays()
    {
        var page = await FollowAsync("Blog.csproj", firstBlock: 0);

        var output = await DotnetAsync("run", "--no-build");

        Assert.Equal("2: Hello again", output.Trim());
        Assert.Contains("It prints `2: Hello again`", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WebApplication_FollowedInAnEmptyFolder_AnswersAsItSays()
    {
        var stop = TestContext.Current.CancellationToken;
        var page = await FollowAsync("BlogApi.csproj", firstBlock: 2);

        await using var program = await SampleProcess.StartAsync("dotnet", [Api], "      Now listening on: ", SampleProcess.Development, _folder.FullName, stop);
        using var client = new HttpClient { BaseAddress = program.Address };
        using var post = new StringContent(Body().Match(page).Groups["json"].Value, Encoding.UTF8, "application/json");
        using var created = await client.PostAsync("/posts", post, stop);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Contains($"It answers `{await client.GetStringAsync("/posts/hello/1", stop)}`", page, StringComparison.Ordinal);
        Assert.Contains("run with ASPNETCORE_ENVIRONMENT=Development", await FailAsync("Production"), StringComparison.Ordinal);
        Assert.Contains("Set Tessera:Region (environment variable Tessera__Region) or AWS_REGION", await FailAsync("Production", "Aws"), StringComparison.Ordinal);
    }

    private string Api => Path.Combine(_folder.FullName, "bin", "Debug", "net10.0", "BlogApi.dll");

    /// <summary>Writes the page's project and program, and builds them.</summary>
    private async Task<string> FollowAsync(string project, int firstBlock)
    {
        var stop = TestContext.Current.CancellationToken;
        var repository = typeof(GettingStartedTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryFolder").Value!;
        var page = await File.ReadAllTextAsync(Path.Combine(repository, "docs", "getting-started.md"), stop);
        var blocks = CodeBlock().Matches(page).Select(block => block.Groups["code"].Value).ToList();
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, project), blocks[firstBlock].Replace("../tessera", repository, StringComparison.Ordinal), stop);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "Program.cs"), blocks[firstBlock + 1], stop);
        // The projects that it refers to are built already, and in use by other tests.
        await DotnetAsync("build", "-p:BuildProjectReferences=false", "-warnaserror", "-v", "quiet", "-nologo");
        return page;
    }

    /// <summary>Starts the web application on a machine that knows of no AWS region, and returns what it says as it ends.</summary>
    private async Task<string> FailAsync(string environment, string service = "")
    {
        var start = new ProcessStartInfo("dotnet", [Api]) { WorkingDirectory = _folder.FullName, RedirectStandardError = true, RedirectStandardOutput = true };
        var nowhere = Path.Combine(_folder.FullName, "none");
        (string Name, string? Value)[] settings =
        [
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("ASPNETCORE_ENVIRONMENT", environment), ("Tessera__Service", service), ("AWS_EC2_METADATA_DISABLED", "true"),
            ("AWS_CONFIG_FILE", nowhere), ("AWS_SHARED_CREDENTIALS_FILE", nowhere), ("AWS_REGION", null), ("AWS_DEFAULT_REGION", null), ("AWS_PROFILE", null),
        ];
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            Assert.NotEqual(0, process.ExitCode);
            return string.Concat(said);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private async Task<string> DotnetAsync(params string[] arguments)
    {
        var stop = TestContext.Current.CancellationToken;
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
        return output;
    }

    [GeneratedRegex("-d '(?<json>.*)'")]
    private static partial Regex Body();

    [GeneratedRegex("```(xml|csharp)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
