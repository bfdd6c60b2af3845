using System.Globalization;
using Atlas;
using Spectre.Console;
using Tessera;
using Tessera.Engine;
using Tessera.Local;

// The number of cities may be given, to try the sample on a few.
var limit = args is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : int.MaxValue;
var cities = Gazetteer.ReadCities(Path.Combine(AppContext.BaseDirectory, "Data")).Take(limit).ToList();

using var engine = new DynamoDBEngine();
using var handler = engine.CreateHandler();
using var client = InProcessClient.Create(handler);
var capacity = new CapacityMeter();
var atlas = new AtlasTable(client, new TableOptions { Capacity = capacity });
await atlas.EnsureCreatedAsync();

var ledger = new Ledger(capacity);
await ledger.RecordAsync("load the world", () => LoadAsync(atlas, cities));
await ledger.RecordAsync("one city by its key", async () => await atlas.Cities.GetAsync("AD", "07", "00", "Andorra la Vella", 1) is null ? 0 : 1);
await ledger.RecordAsync("the cities of Switzerland", () => CountAsync(atlas.Cities.Query("CH")));
await ledger.RecordAsync("… in the canton of Bern", () => CountAsync(atlas.Cities.Query("CH").Region("BE")));
await ledger.RecordAsync("… in its districts 240 to 243", () => CountAsync(atlas.Cities.Query("CH").Region("BE").DistrictBetween("240", "243")));
await ledger.RecordAsync("every San Francisco", () => CountAsync(atlas.Cities.QueryByName("San Francisco")));
await ledger.RecordAsync("… in Mexico", () => CountAsync(atlas.Cities.QueryByName("San Francisco").Country("MX")));
await ledger.RecordAsync("cities north of 70° (a scan)", () => CountAsync(atlas.Cities.Scan().Where(city => city.Latitude > 70)));
AnsiConsole.Write(ledger.ToTable());
AnsiConsole.MarkupLine("[grey]Cities: GeoNames, CC BY 4.0, see Data/ATTRIBUTION.md.[/]");

static async Task<int> LoadAsync(AtlasTable atlas, List<City> cities)
{
    await AnsiConsole.Progress().StartAsync(async context =>
    {
        var bar = context.AddTask("Loading cities", maxValue: cities.Count);
        await atlas.Cities.PutManyAsync(cities, new Progress<int>(stored => bar.Value = stored));
        bar.Value = cities.Count;
    });
    return cities.Count;
}

// Reads every entity, rather than asking the service to count: that is what the pattern is for.
static async Task<int> CountAsync(IAsyncEnumerable<City> found)
{
    var items = 0;
    await foreach (var _ in found)
        items++;
    return items;
}
