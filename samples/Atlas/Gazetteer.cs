using System.Globalization;
using System.IO.Compression;

namespace Atlas;

/// <summary>Reads the GeoNames files that come with the sample.</summary>
internal static class Gazetteer
{
    /// <summary>What GeoNames itself writes for "no division": a key part is never empty.</summary>
    private const string NoDivision = "00";

    /// <summary>All cities, in the files' order, which keeps a country's cities together.</summary>
    public static IEnumerable<City> ReadCities(string folder)
    {
        var regionNames = ReadRows(Path.Combine(folder, "regions.tsv.gz")).ToDictionary(row => row[0], row => row[1]);
        var ordinals = new Dictionary<(string, string, string, string), int>();
        foreach (var row in ReadRows(Path.Combine(folder, "cities.tsv.gz")))
        {
            var (country, region, district, name) = (row[0], OrNone(row[1]), OrNone(row[2]), row[3]);
            var ordinal = ordinals[(country, region, district, name)] = ordinals.GetValueOrDefault((country, region, district, name)) + 1;
            yield return new City
            {
                Country = country,
                Region = region,
                District = district,
                Name = name,
                Ordinal = ordinal,
                Latitude = double.Parse(row[4], CultureInfo.InvariantCulture),
                Longitude = double.Parse(row[5], CultureInfo.InvariantCulture),
                RegionName = regionNames.GetValueOrDefault($"{country}.{region}"),
            };
        }
    }

    private static string OrNone(string code) => code.Length == 0 ? NoDivision : code;

    /// <summary>The rows of a compressed, tab-separated file after its heading.</summary>
    private static IEnumerable<string[]> ReadRows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        _ = reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Split('\t');
    }
}
