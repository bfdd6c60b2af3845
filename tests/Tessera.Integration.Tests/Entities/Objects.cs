namespace Tessera.Integration.Tests.Entities;

/// <summary>Objects in objects: records, structs, classes, generic, recursive, and optional.</summary>
[Entity<EverythingTable>("PERSON#{Id}", "P")]
public partial record Person
{
    public required string Id { get; init; }
    public required Address Home { get; init; }
    public Address? Work { get; init; }
    public Point Position { get; init; }
    public Point? Last { get; init; }
    public Tree? Tree { get; init; }
    public Dictionary<string, Address> Others { get; init; } = [];
    public Money<decimal>? Balance { get; init; }
    public Container.Inner Inner { get; init; } = new();
}

public record Address(string Street, string City, string Country = "CH");

public readonly record struct Point(double X, double Y);

public sealed class Tree
{
    public string? Name { get; set; }
    public List<Tree> Children { get; set; } = [];
}

public record Money<T>(T Amount, string Currency)
    where T : struct;

public static class Container
{
    public record Inner
    {
        public int Value { get; init; } = 7;
    }
}

/// <summary>Read through its constructor alone.</summary>
[Entity<EverythingTable>("CONSTRUCTED#{Id}", "C")]
public partial class Constructed(string id, int count = 3, DayOfWeek day = DayOfWeek.Friday, string? note = null)
{
    public string Id { get; } = id;
    public int Count { get; } = count;
    public DayOfWeek Day { get; } = day;
    public string? Note { get; } = note;
}

/// <summary>An entity that is a struct, with a version.</summary>
[Entity<EverythingTable>("STRUCT#{Id}", "S", Repository = "Structs")]
public partial record struct AsStruct(string Id, string? Text, [property: Version] int Version);
