using System.IO.Compression;
using System.Xml.Linq;

namespace Tessera.Templates.Tests;

/// <summary>What is in the packages.</summary>
public sealed class PackageTests(PackedFolder packed)
{
    public static TheoryData<string> Libraries =>
    [
        "Tessera", "Tessera.Engine", "Tessera.Engine.Server", "Tessera.Lambda", "Tessera.Lambda.Local", "Tessera.Infrastructure", "Tessera.Hosting", "Tessera.Testing",
    ];

    public static TheoryData<string> Packages => [.. Libraries.Select(row => row.Data), "Tessera.Cli", "Tessera.Templates"];

    [Fact]
    public void Pack_OfEverything_MakesThesePackagesAndNoOther()
    {
        var made = Directory.GetFiles(packed.Packages, "*.nupkg").Select(Path.GetFileName);
        Assert.Equal(Packages.Select(row => $"{row.Data}.{PackedFolder.Version}.nupkg").Order(StringComparer.Ordinal), made.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_HasAPageAPictureALicenceAndADescription(string name)
    {
        var (files, nuspec) = Open(name, "nupkg");
        Assert.Contains("README.md", files);
        Assert.Contains("icon.png", files);
        Assert.Equal("README.md", Value(nuspec, "readme"));
        Assert.Equal("icon.png", Value(nuspec, "icon"));
        Assert.Equal("Apache-2.0", Value(nuspec, "license"));
        Assert.True(Value(nuspec, "description")!.Length > 40, $"{name} is not described.");
        Assert.Contains("dynamodb", Value(nuspec, "tags")!.Split(' '));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_HasItsDocumentationAndItsSymbols(string name)
    {
        var (files, nuspec) = Open(name, "nupkg");
        var assembly = files.Single(file => file.EndsWith($"/{name}.dll", StringComparison.Ordinal));
        Assert.StartsWith("lib/net", assembly, StringComparison.Ordinal);
        Assert.Contains(Path.ChangeExtension(assembly, ".xml"), files);
        Assert.Contains(Path.ChangeExtension(assembly, ".pdb"), Open(name, "snupkg").Files);
        var ours = Elements(nuspec, "dependency").Where(dependency => ((string)dependency.Attribute("id")!).StartsWith("Tessera", StringComparison.Ordinal));
        Assert.All(ours, dependency => Assert.Equal(PackedFolder.Version, (string?)dependency.Attribute("version")));
    }

    [Fact]
    public void Tessera_CarriesItsGeneratorAndTheCodeFixes()
    {
        var files = Open("Tessera", "nupkg").Files.Where(file => file.StartsWith("analyzers/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(["analyzers/dotnet/cs/Tessera.Generators.CodeFixes.dll", "analyzers/dotnet/cs/Tessera.Generators.dll"], files);
    }

    [Theory]
    [InlineData("Tessera.Hosting")]
    [InlineData("Tessera.Testing")]
    public void Package_OnTopOfTessera_PassesTheGeneratorOn(string name)
    {
        var dependency = Elements(Open(name, "nupkg").Nuspec, "dependency").Single(dependency => (string?)dependency.Attribute("id") == "Tessera");
        Assert.DoesNotContain("Analyzers", (string?)dependency.Attribute("exclude") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tool_Installed_IsCalledTessera()
    {
        var help = await Commands.RunAsync(packed.Tessera(packed.Work, "--help"));
        Assert.Contains("local", help, StringComparison.Ordinal);
        Assert.Equal("DotnetTool", PackageType(Open("Tessera.Cli", "nupkg").Nuspec));
    }

    [Fact]
    public void Templates_AreAPackageOfTemplatesAndNeedNoOther()
    {
        var nuspec = Open("Tessera.Templates", "nupkg").Nuspec;
        Assert.Equal("Template", PackageType(nuspec));
        Assert.Empty(Elements(nuspec, "dependency"));
    }

    private (IReadOnlyList<string> Files, XDocument Nuspec) Open(string name, string extension)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(packed.Packages, $"{name}.{PackedFolder.Version}.{extension}"));
        using var nuspec = archive.GetEntry(name + ".nuspec")!.Open();
        return ([.. archive.Entries.Select(entry => entry.FullName)], XDocument.Load(nuspec));
    }

    private static string? PackageType(XDocument nuspec) => (string?)Elements(nuspec, "packageType").Single().Attribute("name");

    private static string? Value(XDocument nuspec, string name) => Elements(nuspec, name).SingleOrDefault()?.Value;

    private static IEnumerable<XElement> Elements(XDocument nuspec, string name) => nuspec.Descendants().Where(element => element.Name.LocalName == name);
}
