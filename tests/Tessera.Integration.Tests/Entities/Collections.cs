using System.Collections.Immutable;

namespace Tessera.Integration.Tests.Entities;

/// <summary>Lists, maps and sets in all the forms in which a property may hold them.</summary>
[Entity<EverythingTable>("COLLECTIONS", "{Id}")]
public partial record Collections
{
    public required string Id { get; init; }
    public List<string> List { get; set; } = [];
    public string?[] Array { get; init; } = [];
    public IReadOnlyList<int>? OptionalList { get; init; }
    public IReadOnlyList<int?> OptionalElements { get; init; } = [];
    public ImmutableArray<Guid> Immutable { get; init; } = [];
    public ImmutableList<DateOnly> ImmutableList { get; init; } = [];
    public List<List<byte[]>> Nested { get; init; } = [];
    public Dictionary<string, decimal> Map { get; init; } = [];
    public IReadOnlyDictionary<Colour, string?> ByColour { get; init; } = new Dictionary<Colour, string?>();
    public SortedDictionary<int, bool> ByNumber { get; init; } = [];
    public ImmutableDictionary<Guid, List<int>> ByGuid { get; init; } = ImmutableDictionary<Guid, List<int>>.Empty;
    public IReadOnlyDictionary<DateOnly, int>? ByDay { get; init; }
    public Dictionary<DateTimeOffset, Address> ByInstant { get; init; } = [];
    public HashSet<string> Tags { get; init; } = [];
    public ISet<int> Numbers { get; init; } = new HashSet<int>();
    public IReadOnlySet<decimal>? Prices { get; init; }
    public HashSet<byte[]> Hashes { get; init; } = [];
    public SortedSet<string> Sorted { get; init; } = [];
    public ImmutableHashSet<long> ImmutableSet { get; init; } = [];
}
