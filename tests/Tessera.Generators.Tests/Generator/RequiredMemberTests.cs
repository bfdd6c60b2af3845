using Tessera.Generators.Tests.Harness;

namespace Tessera.Generators.Tests.Generator;

/// <summary>Members that are <c>required</c> and that the chosen constructor sets as well.</summary>
public sealed class RequiredMemberTests
{
    private const string Entity = """
        [Entity<ShopTable>("P#{Id}", "S")]
        public partial class Note
        {
            ATTRIBUTE
            public Note(string id, Place place, string? title = "none") => (Id, Place, Title) = (id, place, title);

            public string Id { get; }

            public required Place Place { get; set; }

            public required string? Title { get; init; }
        }

        public partial class Place
        {
            ATTRIBUTE
            public Place(string city) => City = city;

            public required string City { get; init; }
        }
        """;

    [Fact]
    public void Run_RequiredAndInConstructor_InitializesToo()
    {
        var files = TestSource.Run(TestSource.ShopTable + Entity.Replace("ATTRIBUTE", "", StringComparison.Ordinal)).ExpectCompiles().Files;

        Assert.Contains("\n            Place = ", files["Shop.Note.g.cs"], StringComparison.Ordinal);
        Assert.Contains("\n            Title = ", files["Shop.Note.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("\n            Id = ", files["Shop.Note.g.cs"], StringComparison.Ordinal);
        Assert.Contains("\n            City = ", files["Shop.Place.Mapping.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ConstructorThatSetsRequiredMembers_LeavesThemToIt()
    {
        var source = Entity.Replace("ATTRIBUTE", "[System.Diagnostics.CodeAnalysis.SetsRequiredMembers]", StringComparison.Ordinal);
        var files = TestSource.Run(TestSource.ShopTable + source).ExpectCompiles().Files;

        Assert.DoesNotContain("\n            Place = ", files["Shop.Note.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("\n            City = ", files["Shop.Place.Mapping.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_CollectionWithRequiredInConstructor_Compiles() => TestSource.Run($$"""
        {{TestSource.ShopTable}}

        [Entity<ShopTable>("P#{Id}", "S")]
        public partial record Note(string Id);

        [ItemCollection<ShopTable>("P#{Id}")]
        public partial class Board
        {
            public Board(IReadOnlyList<Note> notes) => Notes = notes;

            public required IReadOnlyList<Note> Notes { get; init; }
        }
        """).ExpectCompiles();
}
