using System.Reflection;

namespace Tessera.Samples.Tests;

/// <summary>Where the running tests find sources and programs.</summary>
internal static class RepositoryFiles
{
    public static string Root => Of("RepositoryFolder");

    public static string Shop => Of("ShopFolder");

    public static string Sensors => Of("SensorsFolder");

    /// <summary>The `tessera` tool.</summary>
    public static string Tool => Of("TesseraTool");

    /// <summary>Debug or Release: how these tests, and what they start, are built.</summary>
    public static string Configuration => Of("Configuration");

    private static string Of(string name) =>
        typeof(RepositoryFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
}
