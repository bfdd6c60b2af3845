using System.Runtime.CompilerServices;
using Tessera.Generators.Tests.Harness;

namespace Tessera.Generators.Tests.Generator;

/// <summary>
/// Compares generated files with those in <c>Baselines/</c>, after compiling them with warnings as errors. Set the environment variable
/// TESSERA_UPDATE_BASELINES=1 to rewrite them, and review the difference.
/// </summary>
public sealed class BaselineTests
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("TESSERA_UPDATE_BASELINES") == "1";

    public static TheoryData<string> Names => [.. BaselineCases.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_Case_GivesTheBaseline(string name)
    {
        var result = TestSource.RunFiles(BaselineCases.All[name]).ExpectCompiles();
        var folder = Path.Combine(Folder(), name);
        if (Update)
            Rewrite(folder, result.Files);
        var expected = Directory.Exists(folder) ? Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList() : [];
        Assert.Equal(expected, result.Files.Keys.Select(BaselineName).Order(StringComparer.Ordinal));
        foreach (var (file, text) in result.Files)
            Assert.Equal(File.ReadAllText(Path.Combine(folder, BaselineName(file))), text);
    }

    [Fact]
    public void Baselines_EachFolder_BelongsToACase()
    {
        Assert.SkipWhen(Update, "The folders are being rewritten.");
        var folders = Directory.GetDirectories(Folder()).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
        Assert.Equal(BaselineCases.All.Keys.Order(StringComparer.Ordinal), folders);
    }

    /// <summary>Another ending, so that no build compiles the baselines.</summary>
    private static string BaselineName(string file) => file + ".txt";

    private static void Rewrite(string folder, IReadOnlyDictionary<string, string> files)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        foreach (var (file, text) in files)
            File.WriteAllText(Path.Combine(folder, BaselineName(file)), text);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "Baselines");
}
