using Tessera;

namespace Atlas;

/// <summary>
/// A city. The sort key goes from the large to the small (region, district, name), so a query can stop at any level.
/// The ordinal tells cities of the same name in one district apart. The index finds a city by its name alone.
/// </summary>
[Entity<AtlasTable>("COUNTRY#{Country}", "{Region}#{District}#{Name}#{Ordinal:D2}", Repository = "Cities")]
[Index("GSI1", "NAME#{Name}", "{Country}#{Region}")]
public partial record City
{
    public required string Country { get; init; }
    public required string Region { get; init; }
    public required string District { get; init; }
    public required string Name { get; init; }
    public required int Ordinal { get; init; }
    public required double Latitude { get; init; }
    public required double Longitude { get; init; }

    /// <summary>The region in words, where the gazetteer has a name for it.</summary>
    public string? RegionName { get; init; }
}
