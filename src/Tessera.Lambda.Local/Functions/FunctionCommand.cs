using System.Runtime.InteropServices;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Functions;

/// <summary>How a function's process is started.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="WorkingFolder">Where it runs: the function's task root.</param>
/// <param name="OutputFolder">Where its files are: a change in it means new code.</param>
internal sealed record FunctionCommand(string FileName, IReadOnlyList<string> Arguments, string WorkingFolder, string OutputFolder)
{
    private const string Bootstrap = "bootstrap";

    /// <summary>The file that was built: the executable, or the assembly that <c>dotnet</c> runs.</summary>
    private string Program => Arguments is [var assembly, ..] ? assembly : FileName;

    /// <summary>What to say of a program that was there when the local cloud started; null while it is there.</summary>
    public string? FindLoss() => File.Exists(Program) ? null : $"'{Program}' is gone. Build the function again.";

    /// <summary>Checks whether a function can be started, as far as that is known before its project is built.</summary>
    /// <exception cref="TemplateException">It cannot be started; the message says what is missing.</exception>
    public static void Check(FunctionDefinition function)
    {
        var folder = Folder(function);
        if (FindBootstrap(function, folder) is not null)
            return;
        CheckRuntime(function);
        if (!DotnetProgram.Exists(function, folder))
            throw NothingToStart(function);
    }

    /// <summary>Finds out how to start a function, from its <c>CodeUri</c>, <c>Handler</c> and <c>Runtime</c>.</summary>
    /// <exception cref="TemplateException">It cannot be started; the message says what is missing.</exception>
    public static async Task<FunctionCommand> FindAsync(FunctionDefinition function, Action<string> log, CancellationToken cancellationToken)
    {
        var folder = Folder(function);
        if (FindBootstrap(function, folder) is { } bootstrap)
            return bootstrap;
        CheckRuntime(function);
        return await DotnetProgram.FindAsync(function, folder, log, cancellationToken).ConfigureAwait(false) ?? throw NothingToStart(function);
    }

    public static bool IsDotnet(string runtime) => runtime.StartsWith("dotnet", StringComparison.Ordinal);

    public static TemplateException Error(FunctionDefinition function, string text) => new(function.Place, text);

    private static string Folder(FunctionDefinition function) => File.Exists(function.CodeFolder) ? UnpackedCode.Unpack(function) : function.CodeFolder;

    private static void CheckRuntime(FunctionDefinition function)
    {
        if (!IsDotnet(function.Runtime) && !function.Runtime.StartsWith("provided", StringComparison.Ordinal))
        {
            throw Error(function, $"Runtime '{function.Runtime}' is Lambda's own and is not on this machine. "
                + $"Put an executable file 'bootstrap' into '{function.CodeFolder}' that runs the handler against the runtime API.");
        }
        if (function.Handler.Contains("::", StringComparison.Ordinal))
        {
            throw Error(function, $"Handler '{function.Handler}' is a method of a class library, which only Lambda's managed runtime can call. "
                + "Make the function an executable (Handler: AssemblyName) that runs the runtime loop.");
        }
    }

    private static TemplateException NothingToStart(FunctionDefinition function) => Error(
        function, $"'{function.CodeFolder}' has neither an executable file 'bootstrap', nor '{function.Handler}.dll' with its "
            + "'.runtimeconfig.json', nor a project. Publish the function into it.");

    private static FunctionCommand? FindBootstrap(FunctionDefinition function, string folder)
    {
        var path = Path.Combine(folder, Bootstrap);
        if (OperatingSystem.IsWindows() && File.Exists(path + ".exe"))
            return new(path + ".exe", [], folder, folder);
        if (!File.Exists(path))
            return null;
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) == 0)
            throw Error(function, $"'{path}' is not executable. Run: chmod +x '{path}'.");
        return new(path, [], folder, folder);
    }
}
