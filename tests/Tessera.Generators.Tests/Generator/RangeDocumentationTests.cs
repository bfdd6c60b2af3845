using Tessera.Generators.Tests.Harness;

namespace Tessera.Generators.Tests.Generator;

/// <summary>Ranges over text before a separator follow the order of the keys, and their documentation says so.</summary>
public sealed class RangeDocumentationTests
{
    private const string Remark = "/// <remarks>Compared as the keys are sorted, the separator <c>#</c> after <c>Name</c> included: ";

    [Theory]
    [InlineData("R#{Name}#{Part}", "string", 5)]
    [InlineData("R#{Part}#{Name}", "string", 0)]
    [InlineData("R#{Name:D6}#{Part}", "int", 0)]
    public void Run_RangesOverAComponent_SayWhenTheSeparatorCounts(string sortKey, string type, int remarks)
    {
        var source = TestSource.Run($$"""
            {{TestSource.ShopTable}}

            [Entity<ShopTable>("P#{Id}", "{{sortKey}}")]
            public partial record Note(string Id, {{type}} Name, string Part);
            """).ExpectCompiles().Files["Shop.Note.g.cs"];

        Assert.Contains(" NameUpTo(", source, StringComparison.Ordinal);
        Assert.Equal(remarks, source.Split(Remark).Length - 1);
    }
}
