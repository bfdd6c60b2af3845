namespace Tessera.Infrastructure.Tests.Harness;

/// <summary>Outputs kept as files beside the tests. TESSERA_UPDATE_BASELINES=1 writes them; review them as a diff.</summary>
internal static class Baseline
{
    public static string Root { get; } = FindRoot();

    private static string Folder => Path.Combine(Root, "tests", "Tessera.Infrastructure.Tests", "Baselines");

    public static void Compare(string name, string actual)
    {
        var path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("TESSERA_UPDATE_BASELINES") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"There is no baseline {name}. Run with TESSERA_UPDATE_BASELINES=1.");
        var differences = TextComparison.Compare(File.ReadAllText(path), actual);
        Assert.True(differences.Count == 0, $"{name}:\n{string.Join('\n', differences)}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Framework.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
