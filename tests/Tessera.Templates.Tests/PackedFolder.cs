using System.Diagnostics;
using System.Reflection;
using Tessera.Templates.Tests;

[assembly: AssemblyFixture(typeof(PackedFolder))]

namespace Tessera.Templates.Tests;

/// <summary>
/// Everything that ships, packed once for all tests, and an empty place to use it in: a folder whose projects restore Tessera from those packages alone and
/// the packages of others from this machine's own, so that nothing is downloaded and no older Tessera is met.
/// </summary>
public sealed class PackedFolder : IAsyncLifetime
{
    /// <summary>A version that no other build has.</summary>
    public const string Version = "0.1.0-test";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tessera-packages-");

    public static string Repository { get; } = Path.GetFullPath(Metadata("RepositoryFolder"));

    public string Packages => Path.Combine(_folder.FullName, "feed");

    public string Work => Path.Combine(_folder.FullName, "work");

    /// <summary>The command line tool, installed from its package.</summary>
    public string Tool => Path.Combine(_folder.FullName, "tools", OperatingSystem.IsWindows() ? "tessera.exe" : "tessera");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Packages);
        Directory.CreateDirectory(Work);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "NuGet.config"), NuGetConfig());
        // A restore with this home would make the repository's own projects take packages from it, also after it is deleted.
        await Commands.RunAsync(Dotnet(Repository, "build", Path.Combine(Repository, "build", "Packages.proj"), "-t:Pack", "--no-restore", "-p:NoBuild=true", $"-p:Configuration={Metadata("Configuration")}",
            $"-p:PackageVersion={Version}", $"-p:PackageOutputPath={Packages}/", "-nologo", "-v:quiet"));
        await Commands.RunAsync(Dotnet(Work, "tool", "install", "Tessera.Cli", "--version", Version, "--tool-path", Path.GetDirectoryName(Tool)!));
        await Commands.RunAsync(Dotnet(Work, "new", "install", Path.Combine(Packages, $"Tessera.Templates.{Version}.nupkg")));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A dotnet command with a home of its own: its templates and tools are not the user's.</summary>
    public ProcessStartInfo Dotnet(string folder, params string[] arguments) => WithHome(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder });

    /// <summary>A command of the installed tool.</summary>
    public ProcessStartInfo Tessera(string folder, params string[] arguments) => WithHome(new ProcessStartInfo(Tool, arguments) { WorkingDirectory = folder });

    private ProcessStartInfo WithHome(ProcessStartInfo start)
    {
        start.Environment["DOTNET_CLI_HOME"] = Path.Combine(_folder.FullName, "home");
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        // The test host's own settings of MSBuild and of the host are not for these programs.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        // Builds end the processes that they have started, which would write into the home after it is deleted.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return start;
    }

    private string NuGetConfig() =>
        $"""
        <configuration>
          <config>
            <add key="globalPackagesFolder" value="{Path.Combine(_folder.FullName, "packages")}" />
          </config>
          <packageSources>
            <clear />
            <add key="packed" value="{Packages}" />
          </packageSources>
          <fallbackPackageFolders>
            <clear />
            <add key="machine" value="{Metadata("PackageFolder")}" />
          </fallbackPackageFolders>
        </configuration>
        """;

    private static string Metadata(string key) =>
        typeof(PackedFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
