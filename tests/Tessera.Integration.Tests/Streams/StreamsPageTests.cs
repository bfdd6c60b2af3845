using System.Runtime.CompilerServices;
using Tessera.Integration.Tests.Readme;

namespace Tessera.Integration.Tests.Streams;

/// <summary>The examples in docs/streams.md are the code of <see cref="StreamsExample"/>, which runs; the hosted one that of the tests of Tessera.Hosting.</summary>
public sealed class StreamsPageTests
{
    [Fact]
    public void Examples_OfThePage_AreTheCodeThatRuns() =>
        Assert.Equal(
            [
                Examples.Region(File(), "table"),
                Examples.Region(File(), "handler"),
                Examples.Region(HostedFile(), "hosted"),
                Examples.Region(File(), "processor"),
                Examples.Region(File(), "window"),
            ],
            Examples.OfPage("docs/streams.md"));

    private static string HostedFile() => Path.Combine(Path.GetDirectoryName(File())!, "..", "..", "Tessera.Hosting.Tests", "HostedExampleTests.cs");

    private static string File([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "StreamsExample.cs");
}
