using Tessera.Generators.Parsing;

namespace Tessera.Generators.Tests.Parsing;

/// <summary>The generator knows the attributes by name only; here the names meet the real types.</summary>
public sealed class KnownNamesTests
{
    public static TheoryData<string> All => [.. KnownNames.All];

    [Theory]
    [MemberData(nameof(All))]
    public void Name_OfAnAttribute_IsARealType(string name)
    {
        var type = typeof(TableAttribute).Assembly.GetType(name);
        Assert.NotNull(type);
        Assert.True(typeof(Attribute).IsAssignableFrom(type));
    }

    [Fact]
    public void All_HoldsEveryAttributeOfTessera()
    {
        var attributes = typeof(TableAttribute).Assembly.GetExportedTypes().Where(t => typeof(Attribute).IsAssignableFrom(t)).Select(t => t.FullName!);
        Assert.Equal(attributes.Order(StringComparer.Ordinal), KnownNames.All.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Enums_TheParserReadsByNumber_HaveTheseNumbers()
    {
        Assert.Equal(1, (int)EnumStorage.Number);
        Assert.Equal(1, (int)IndexProjection.KeysOnly);
        Assert.Equal(2, (int)IndexProjection.Include);
        Assert.Equal(Enum.GetNames<StreamView>(), TableParser.StreamViews);
        Assert.Equal(Enum.GetNames<TableEncryption>(), DeploymentParser.Encryptions);
    }
}
