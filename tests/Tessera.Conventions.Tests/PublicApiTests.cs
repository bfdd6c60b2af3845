using System.Reflection;

namespace Tessera.Conventions.Tests;

/// <summary>
/// The public API of each library is a reviewed file: a change to it shows up in the diff. After an intended change run the tests once with
/// TESSERA_UPDATE_BASELINES=1, which rewrites the files, and read what they say.
/// </summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Libraries => [.. Repository.Libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void PublicApi_OfALibrary_IsTheReviewedOne(string library)
    {
        var path = Path.Combine(Repository.Root, "tests", "Tessera.Conventions.Tests", "PublicApi", library + ".txt");
        var actual = string.Join('\n', ApiText.Of(Assembly.Load(library))) + "\n";
        if (Environment.GetEnvironmentVariable("TESSERA_UPDATE_BASELINES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }
        Assert.True(File.Exists(path), $"{Repository.FromRoot(path)} is missing. Run the tests with TESSERA_UPDATE_BASELINES=1 to write it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
