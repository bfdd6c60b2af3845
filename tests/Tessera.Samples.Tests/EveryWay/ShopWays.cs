using System.Diagnostics;

namespace Tessera.Samples.Tests.EveryWay;

/// <summary><c>dotnet run</c>: one process with the web server, the stream handler and the engine.</summary>
public sealed class DotnetRunWay : ShopWay
{
    private protected override Task<SampleProcess> StartAsync(CancellationToken cancellationToken) => SampleProcess.StartAsync(
        "dotnet",
        ["run", "--no-build", "--no-launch-profile", "--configuration", RepositoryFiles.Configuration, "--project", RepositoryFiles.Shop],
        "The shop is open: ",
        [.. Settings, .. SampleProcess.Development],
        RepositoryFiles.Root,
        cancellationToken);
}

/// <summary><c>tessera run</c> with the template that deploys the Shop: the HTTP function and the stream function from the build output.</summary>
public sealed class TesseraRunWay : ShopWay
{
    private protected override Task<SampleProcess> StartAsync(CancellationToken cancellationToken) =>
        RunTemplateAsync(Path.Combine(RepositoryFiles.Root, "template.yaml"), cancellationToken);
}

/// <summary>The published executable <c>bootstrap</c> in a custom runtime, where it depends on the framework of this machine.</summary>
public sealed class BootstrapWay : PublishedWay
{
    private protected override string[] PublishArguments => ["--no-build", "--configuration", RepositoryFiles.Configuration, "-p:Bootstrap=true"];
}

/// <summary>The published executable <c>bootstrap</c>, compiled natively: for whoever asks for it, since that takes minutes.</summary>
public sealed class NativeBootstrapWay : PublishedWay
{
    private const string Wanted = "TESSERA_TEST_AOT";

    public override string? SkipReason =>
        Environment.GetEnvironmentVariable(Wanted) is not { Length: > 0 } ? $"Compiling natively takes minutes; set {Wanted}=1 to do it."
        : !OperatingSystem.IsLinux() ? "Lambda's functions are compiled on Linux."
        : !Directory.Exists(Path.Combine(Packages, "runtime.linux-x64.microsoft.dotnet.ilcompiler")) ? $"The package of the native compiler is not in {Packages}."
        : null;

    // Folders of its own: another framework and another runtime would mix with the build that the tests run from.
    private protected override string[] PublishArguments =>
    [
        "--configuration", "Release", "--runtime", "linux-x64", "--artifacts-path", Path.Combine(Folder, "artifacts"),
        "-p:TesseraTargetFramework=net9.0", "-p:PublishAot=true", "-p:CppCompilerAndLinker=gcc", "-p:LinkerFlavor=bfd",
    ];

    private static string Packages => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}

/// <summary>The template of the Shop with the custom runtime and a published folder in place of the managed runtime and the project.</summary>
public abstract class PublishedWay : ShopWay
{
    private static readonly TimeSpan _publishMax = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tessera-shop-");

    private protected string Folder => _folder.FullName;

    private protected abstract string[] PublishArguments { get; }

    private protected override async Task<SampleProcess> StartAsync(CancellationToken cancellationToken)
    {
        await PublishAsync(cancellationToken);
        return await RunTemplateAsync(await WriteTemplateAsync(cancellationToken), cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        string[] arguments = ["publish", RepositoryFiles.Shop, "--output", Path.Combine(Folder, "publish"), "-v", "quiet", "-nologo", "-nodeReuse:false", .. PublishArguments];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_publishMax);
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        try
        {
            var output = await publish.StandardOutput.ReadToEndAsync(limit.Token);
            await publish.WaitForExitAsync(limit.Token);
            Assert.True(publish.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {publish.ExitCode}:\n{output}");
        }
        finally
        {
            publish.Kill(entireProcessTree: true);
        }
    }

    private async Task<string> WriteTemplateAsync(CancellationToken cancellationToken)
    {
        var template = await File.ReadAllTextAsync(Path.Combine(RepositoryFiles.Root, "template.yaml"), cancellationToken);
        template = Replace(template, "Runtime: dotnet10", "Runtime: provided.al2023");
        template = Replace(template, "Handler: Shop", "Handler: bootstrap");
        template = Replace(template, "CodeUri: samples/Shop/", "CodeUri: publish/");
        var path = Path.Combine(Folder, "template.yaml");
        await File.WriteAllTextAsync(path, template, cancellationToken);
        return path;
    }

    private static string Replace(string template, string managed, string custom)
    {
        Assert.Contains(managed, template, StringComparison.Ordinal);
        return template.Replace(managed, custom, StringComparison.Ordinal);
    }
}
