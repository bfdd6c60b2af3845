using System.Diagnostics;
using System.Text.Json;

namespace Tessera.Infrastructure;

/// <summary>A built program: its assembly and the folder that it runs in. Immutable.</summary>
/// <param name="Path">The assembly.</param>
/// <param name="Folder">The project's folder, where the program's own files are; the assembly's where there is no project.</param>
/// <param name="Name">What the program is called: its project's name, since the assembly of a custom runtime has to be called <c>bootstrap</c>.</param>
/// <param name="IsAheadOfTime">Whether the project is published ahead of time.</param>
public sealed record ProgramAssembly(string Path, string Folder, string Name, bool IsAheadOfTime)
{
    private static readonly string[] _properties = ["TargetPath", "OutputType", "PublishAot"];

    /// <summary>Builds a project, or takes an assembly as it is.</summary>
    /// <param name="path">A project file, a folder with one, or an assembly.</param>
    /// <param name="cancellationToken">Stops the build.</param>
    /// <returns>The program.</returns>
    /// <exception cref="InfrastructureException">There is no project or program, or it does not build.</exception>
    public static async Task<ProgramAssembly> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (System.IO.Path.GetExtension(path) is ".dll")
            return OfAssembly(path);
        var project = FindProject(path);
        // The target is named because MSBuild only evaluates the project when it is asked for properties alone.
        string[] arguments = ["msbuild", project, "-restore", "-t:Build", "-v:q", "-nologo", .. _properties.Select(property => "-getProperty:" + property)];
        var (exitCode, output) = await ProcessRun.RunAsync(DotnetStart(arguments), cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
            throw new InfrastructureException($"'{project}' does not build:\n{WithoutProperties(output).Trim()}");
        return OfProperties(project, output);
    }

    /// <summary>The properties stand behind what the build says, also of one that failed.</summary>
    private static string WithoutProperties(string output) => output.LastIndexOf("\n{", StringComparison.Ordinal) is >= 0 and var start ? output[..start] : output;

    internal static ProcessStartInfo DotnetStart(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet");
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    private static ProgramAssembly OfAssembly(string path)
    {
        if (!File.Exists(path))
            throw new InfrastructureException($"There is no assembly '{path}'.");
        var (full, name) = (System.IO.Path.GetFullPath(path), System.IO.Path.GetFileNameWithoutExtension(path));
        var folder = System.IO.Path.GetDirectoryName(full)!;
        for (var parent = folder; parent is not null; parent = System.IO.Path.GetDirectoryName(parent))
        {
            if (Directory.GetFiles(parent, "*.csproj") is { Length: > 0 } projects)
                return new ProgramAssembly(full, parent, projects.Length == 1 ? System.IO.Path.GetFileNameWithoutExtension(projects[0]) : name, IsAheadOfTime: false);
        }

        return new ProgramAssembly(full, folder, name, IsAheadOfTime: false);
    }

    private static string FindProject(string path)
    {
        if (File.Exists(path))
            return System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(path))
            throw new InfrastructureException($"There is no project '{path}'. Name a project file, its folder, or a built assembly.");
        var projects = Directory.GetFiles(path, "*.csproj");
        if (projects.Length == 0)
            throw new InfrastructureException($"There is no project in the folder '{path}'. Name a project file, its folder, or a built assembly.");
        return projects.Length == 1
            ? System.IO.Path.GetFullPath(projects[0])
            : throw new InfrastructureException($"The folder '{path}' has {projects.Length} projects. Name the project file.");
    }

    private static ProgramAssembly OfProperties(string project, string output)
    {
        using var json = JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..]);
        var properties = json.RootElement.GetProperty("Properties");
        if (properties.GetProperty("OutputType").GetString() is not ("Exe" or "WinExe"))
            throw new InfrastructureException($"'{project}' is a library. Name the project of the program that uses it.");
        return new ProgramAssembly(
            properties.GetProperty("TargetPath").GetString()!,
            System.IO.Path.GetDirectoryName(project)!,
            System.IO.Path.GetFileNameWithoutExtension(project),
            string.Equals(properties.GetProperty("PublishAot").GetString(), "true", StringComparison.OrdinalIgnoreCase));
    }
}
