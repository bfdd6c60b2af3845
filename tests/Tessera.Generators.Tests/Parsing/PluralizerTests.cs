using Tessera.Generators.Parsing;

namespace Tessera.Generators.Tests.Parsing;

public sealed class PluralizerTests
{
    [Theory]
    [InlineData("Order", "Orders")]
    [InlineData("Category", "Categories")]
    [InlineData("Day", "Days")]
    [InlineData("Address", "Addresses")]
    [InlineData("Box", "Boxes")]
    [InlineData("Branch", "Branches")]
    [InlineData("Status", "Statuses")]
    [InlineData("OrderDetails", "OrderDetails")]
    public void Pluralize_Name_GivesTheRegularPlural(string name, string expected) => Assert.Equal(expected, Pluralizer.Pluralize(name));
}
