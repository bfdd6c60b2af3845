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
    [InlineData("Text")]
    [InlineData("Consistent")]
    [InlineData("CancellationToken")]
    [InlineData("Client")]
    [InlineData("Parse")]
    [InlineData("TryParse")]
    [InlineData("text")]
    [InlineData("writer")]
    [InlineData("partition")]
    [InlineData("sort")]
    [InlineData("partitionKey")]
    public void Run_KeyPropertyNamedAsGeneratedCode_Compiles(string name) => TestSource.Run($$"""
        {{TestSource.ShopTable}}

        [Entity<ShopTable>("P#{{{name}}}", "S#{Id}#{{{name}}}")]
        [Index("GSI1", "G#{{{name}}}", "{Other}")]
        public partial record First(string {{name}}, string Id, string? Other);

        [Entity<ShopTable>("Q#{Id}", "S#{{{name}}}")]
        [Index("GSI1", "H#{Other}", "{{{name}}}")]
        public partial record Second(string Id, string {{name}}, string? Other);
        """).ExpectCompiles();

    [Fact]
    public void Run_KeyPropertiesNamedAsGeneratedParameters_GetPartAdded()
    {
        var source = TestSource.Run($$"""
            {{TestSource.ShopTable}}

            [Entity<ShopTable>("P#{TextPart}#{Text}", "S#{URL}#{Url}#{Consistent}#{CancellationToken}")]
            public partial record Note(string TextPart, string Text, string URL, string Url, string Consistent, string CancellationToken);
            """).ExpectCompiles().Files["Shop.Note.g.cs"];

        Assert.Contains("GetAsync(string textPart, string textPartPart, string url, string urlPart, string consistentPart, string cancellationTokenPart, "
            + "bool? consistent = null, ", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_KeyPartNamedAsTheKeysMethod_Compiles() => TestSource.Run($$"""
        {{TestSource.ShopTable}}

        [Entity<ShopTable>("P#{WriteTo}", "S#{Id}")]
        public partial record Note(string WriteTo, string Id);
        """).ExpectCompiles();

    [Theory]
    [InlineData("2nd")]
    [InlineData("2024-by.date")]
    [InlineData("...")]
    public void Run_IndexNameBeginsWithADigit_Compiles(string index) => TestSource.Run($$"""
        {{TestSource.ShopTable}}

        [Entity<ShopTable>("P#{Id}", "S")]
        [Index("{{index}}", "OWNER#{Owner}", "AT#{At:O}")]
        [Index("3rd", "ALL", "{Id}")]
        public partial record Note(string Id, string? Owner, DateTimeOffset At);
        """).ExpectCompiles();

    [Fact]
    public void Run_CollectionKeyNamedAsGeneratedCode_Compiles() => TestSource.Run($$"""
        {{TestSource.ShopTable}}

        [Entity<ShopTable>("P#{AllNotes}#{Text}#{Consistent}", "S#{Id}")]
        public partial record Note(string AllNotes, string Text, string Consistent, string Id);

        [ItemCollection<ShopTable>("P#{AllNotes}#{Text}#{Consistent}")]
        public partial record Board(IReadOnlyList<Note> Notes);
        """).ExpectCompiles();
}
