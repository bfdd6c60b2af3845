using Tessera.Generators.Tests.Harness;

namespace Tessera.Generators.Tests.Generator;

/// <summary>Key properties whose names are also those of the generated code's own parameters, locals and members.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("Key")]
    [InlineData("PartitionKey")]
    [InlineData("SortKey")]
    [InlineData("Partition")]
    [InlineData("Sort")]
    [InlineData("Value")]
    [InlineData("Entity")]
    [InlineData("Writer")]
    [InlineData("Update")]
    [InlineData("Reader")]
    [InlineData("Condition")]
    public void Run_KeyPropertyNamedAsGeneratedCode_Compiles(string name) => TestSource.Run($$"""
        {{TestSource.ShopTable}}

        [Entity<ShopTable>("P#{{{name}}}", "S#{Id}#{{{name}}}")]
        [Index("GSI1", "G#{{{name}}}", "{Other}")]
        public partial record First(string {{name}}, string Id, string? Other);

        [Entity<ShopTable>("Q#{Id}", "S#{{{name}}}")]
        [Index("GSI1", "H#{Other}", "{{{name}}}")]
        public partial record Second(string Id, string {{name}}, string? Other);
        """).ExpectCompiles();
}
