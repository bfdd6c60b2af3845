using System.Diagnostics;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Functions;

/// <summary>Finds the program of a .NET function: in its published folder, or in the build output of its project.</summary>
internal static class DotnetProgram
{
    private const string RuntimeConfig = ".runtimeconfig.json";

    /// <summary>A program is there, or a project that it can be built from.</summary>
    public static bool Exists(FunctionDefinition function, string folder) =>
        FindAssembly(function, [folder]) is not null || FindProject(function, folder) is not null;

    public static async Task<FunctionCommand?> FindAsync(FunctionDefinition function, string folder, Action<string> log, CancellationToken cancellationToken)
    {
        if (FindAssembly(function, [folder]) is { } published)
            return Run(published, folder);
        if (FindProject(function, folder) is not { } project)
            return null;
        if (FindAssembly(function, OutputFolders(folder)) is not { } built)
        {
            await BuildAsync(function, project, log, cancellationToken).ConfigureAwait(false);
            built = FindAssembly(function, OutputFolders(folder))
                ?? throw FunctionCommand.Error(function, $"'{project}' builds no program '{function.Handler}'. Set OutputType to Exe and Handler to the assembly's name.");
        }
        // As with `dotnet run`, a program finds its files beside its project.
        return Run(built, folder);
    }

    private static FunctionCommand Run(string assembly, string workingFolder) =>
        new("dotnet", [assembly], workingFolder, Path.GetDirectoryName(assembly)!);

    /// <summary>The handler's assembly; with the handler "bootstrap" (or any other name) the one program that is there.</summary>
    private static string? FindAssembly(FunctionDefinition function, IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            var programs = Directory.GetFiles(folder, "*" + RuntimeConfig).Select(path => path[..^RuntimeConfig.Length] + ".dll").Where(File.Exists).ToList();
            var assembly = programs.Find(path => Path.GetFileNameWithoutExtension(path) == function.Handler);
            if (assembly is not null || programs.Count == 1)
                return assembly ?? programs[0];
        }
        return null;
    }

    /// <summary>The newest output first.</summary>
    private static IEnumerable<string> OutputFolders(string project) =>
        from configuration in (string[])["Debug", "Release"]
        let folder = Path.Combine(project, "bin", configuration)
        where Directory.Exists(folder)
        from output in Directory.GetDirectories(folder, "net*")
        orderby Directory.GetFiles(output, "*.dll").Select(File.GetLastWriteTimeUtc).DefaultIfEmpty().Max() descending
        select output;

    private static string? FindProject(FunctionDefinition function, string folder)
    {
        var projects = Directory.GetFiles(folder, "*.*proj");
        return projects.Length <= 1
            ? projects.FirstOrDefault()
            : throw FunctionCommand.Error(function, $"'{folder}' has {projects.Length} projects. Let CodeUri name a folder with one.");
    }

    private static async Task BuildAsync(FunctionDefinition function, string project, Action<string> log, CancellationToken cancellationToken)
    {
        log($"Building {Path.GetFileName(project)}: it has no build output yet.");
        // No build servers: they would outlive this process.
        string[] arguments = ["build", project, "-v", "q", "--nologo", "-nodeReuse:false"];
        using var build = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        try
        {
            var output = await build.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await build.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            if (build.ExitCode != 0)
                throw FunctionCommand.Error(function, $"'{project}' does not build:\n{output.Trim()}");
        }
        catch (OperationCanceledException)
        {
            build.Kill(entireProcessTree: true);
            throw;
        }
    }
}
