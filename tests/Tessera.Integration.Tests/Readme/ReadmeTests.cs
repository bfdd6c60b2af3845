using System.Runtime.CompilerServices;

namespace Tessera.Integration.Tests.Readme;

/// <summary>The example in README.md is the code of <see cref="ReadmeExample"/>, which runs.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Example_OfTheReadme_IsTheCodeThatRuns() =>
        Assert.Equal(Examples.Region(File(), "README: entities") + "\n" + Examples.Region(File(), "README: use"), Examples.OfPage("README.md")[0]);

    private static string File([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "ReadmeExample.cs");
}
