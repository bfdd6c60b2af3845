namespace Tessera.Conventions.Tests;

/// <summary>The repository's own files, found from where the tests run.</summary>
internal static class Repository
{
    private static readonly string[] _ignored = ["bin", "obj", ".git", "artifacts", "node_modules", "TestResults"];

    /// <summary>Whatever assemblies the sources become, in the order of the layers.</summary>
    public static readonly string[] Libraries =
    [
        "Tessera", "Tessera.Engine", "Tessera.Engine.Server", "Tessera.Lambda", "Tessera.Lambda.Local", "Tessera.Infrastructure", "Tessera.Hosting", "Tessera.Testing",
        "Tessera.Cli",
    ];

    public static string Root { get; } = FindRoot();

    /// <summary>The files under a folder with one of the extensions, without build output, as paths from the root with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions)
    {
        var start = Path.Combine(Root, folder);
        return Directory.Exists(start)
            ? Walk(start).Where(path => extensions.Length == 0 || extensions.Contains(Path.GetExtension(path))).Select(FromRoot).Order(StringComparer.Ordinal)
            : [];
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] ReadLines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    public static bool Exists(string path) => File.Exists(Path.Combine(Root, path));

    public static string FromRoot(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
            yield return file;
        foreach (var child in Directory.EnumerateDirectories(folder).Where(child => !_ignored.Contains(Path.GetFileName(child))))
        {
            foreach (var file in Walk(child))
                yield return file;
        }
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Framework.sln")))
                return folder;
        }
        throw new InvalidOperationException("The tests do not run from within the repository: no folder above them holds Framework.sln.");
    }
}
