using System.Runtime.CompilerServices;
using Tessera.Integration.Tests.Readme;

namespace Tessera.Integration.Tests.Streams;

/// <summary>The examples in docs/streams.md are the code of <see cref="StreamsExample"/>, which runs.</summary>
public sealed class StreamsPageTests
{
    [Fact]
    public void Examples_OfThePage_AreTheCodeThatRuns() =>
        Assert.Equal(new[] { "table", "handler", "processor", "window" }.Select(name => Examples.Region(File(), name)), Examples.OfPage("docs/streams.md"));

    private static string File([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "StreamsExample.cs");
}
