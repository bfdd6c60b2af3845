using System.IO.Compression;
using System.Reflection;
using System.Text.Json.Nodes;
using Tessera.Lambda.Local.Functions;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Tests.Functions;

/// <summary>How functions are started, by what their folder has.</summary>
public sealed class FunctionCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Run_DotnetFunctionOfAProjectFolder_Answers()
    {
        var project = typeof(FunctionCommandTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "EchoFunctionFolder").Value!;
        await using var cloud = await TestCloud.StartAsync(_folder, $$"""
            Resources:
              Echo: { Type: AWS::Serverless::Function, Properties: { CodeUri: '{{project}}', Handler: EchoFunction, Runtime: dotnet10, Timeout: 30 } }
            """);

        var json = JsonNode.Parse((await cloud.InvokeAsync("Echo", """{"a":[1]}""")).Body)!;

        Assert.Equal((".NET", "[1]"), ((string)json["runtime"]!, json["event"]!["a"]!.ToJsonString()));
        await cloud.Log.WaitAsync("echo starts as EchoFunction");
        Assert.EndsWith("EchoFunction.dll", cloud.Summary.Functions.Single().Command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_PublishedAssembly_RunsItWithDotnet()
    {
        Write("Web.dll", "Web.runtimeconfig.json", "Other.dll");
        Assert.Equal($"dotnet {Code("Web.dll")} in {Code()}", await FindAsync("dotnet10", "Web"));
    }

    [Fact]
    public async Task Find_ProjectWithOutput_RunsItInTheProjectsFolder()
    {
        Write("Web.csproj", "bin/Debug/net10.0/Web.dll", "bin/Debug/net10.0/Web.runtimeconfig.json");
        Assert.Equal($"dotnet {Code("bin/Debug/net10.0/Web.dll")} in {Code()}", await FindAsync("provided.al2023", "bootstrap"));
    }

    [Fact]
    public async Task Find_Bootstrap_RunsIt()
    {
        Write("bootstrap", "Web.dll", "Web.runtimeconfig.json");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Code("bootstrap"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Equal($"{Code("bootstrap")} in {Code()}", await FindAsync("provided.al2023", "anything"));
    }

    [Fact]
    public async Task Find_ZipFile_RunsWhatIsInIt()
    {
        Write("Web.dll", "Web.runtimeconfig.json");
        var zip = Path.Combine(_folder.Path, "code.zip");
        await ZipFile.CreateFromDirectoryAsync(Code(), zip, TestContext.Current.CancellationToken);
        var command = await FunctionCommand.FindAsync(Function("dotnet10", "Web", zip), _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal("Web.dll", Path.GetFileName(command.Arguments.Single()));
        Directory.Delete(command.WorkingFolder, recursive: true);
    }

    [Theory]
    [InlineData("python3.13", "app.handler", "Runtime 'python3.13' is Lambda's own and is not on this machine. Put an executable file 'bootstrap' into 'CODE' that runs the handler against the runtime API.")]
    [InlineData("nodejs22.x", "index.handler", "Runtime 'nodejs22.x' is Lambda's own and is not on this machine. Put an executable file 'bootstrap' into 'CODE' that runs the handler against the runtime API.")]
    [InlineData("dotnet10", "Web::Web.Function::Handle", "Handler 'Web::Web.Function::Handle' is a method of a class library, which only Lambda's managed runtime can call. Make the function an executable (Handler: AssemblyName) that runs the runtime loop.")]
    [InlineData("dotnet10", "Web", "'CODE' has neither an executable file 'bootstrap', nor 'Web.dll' with its '.runtimeconfig.json', nor a project. Publish the function into it.")]
    [InlineData("provided.al2023", "bootstrap", "'CODE' has neither an executable file 'bootstrap', nor 'bootstrap.dll' with its '.runtimeconfig.json', nor a project. Publish the function into it.")]
    public async Task Find_WhatCannotBeStarted_SaysWhatIsNeeded(string runtime, string handler, string message)
    {
        Write("readme.txt");
        var error = await Assert.ThrowsAsync<TemplateException>(() => FindAsync(runtime, handler));
        Assert.Equal($"template.yaml:1: Resources.Web: {message.Replace("CODE", Code(), StringComparison.Ordinal)}", error.Message);
    }

    [Fact]
    public async Task Find_BootstrapWithoutPermission_SaysHowToGiveIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have no such permission there.");
        Write("bootstrap");
        var error = await Assert.ThrowsAsync<TemplateException>(() => FindAsync("provided.al2023", "bootstrap"));
        Assert.Equal($"template.yaml:1: Resources.Web: '{Code("bootstrap")}' is not executable. Run: chmod +x '{Code("bootstrap")}'.", error.Message);
    }

    private async Task<string> FindAsync(string runtime, string handler)
    {
        var command = await FunctionCommand.FindAsync(Function(runtime, handler, Code()), _ => { }, TestContext.Current.CancellationToken);
        return $"{string.Join(' ', [command.FileName, .. command.Arguments])} in {command.WorkingFolder}";
    }

    private static FunctionDefinition Function(string runtime, string handler, string code) => new()
    {
        LogicalId = "Web",
        Name = "Web",
        Place = new("template.yaml", 1, 0, "Resources.Web"),
        Runtime = runtime,
        Handler = handler,
        CodeFolder = code,
    };

    private string Code(string name = "") => Path.Combine(_folder.Path, "code", name).TrimEnd('/');

    private void Write(params string[] files) => Array.ForEach(files, file => _folder.Write(Path.Combine("code", file), ""));
}
