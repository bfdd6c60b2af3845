using Tessera.Generators.Tests.Harness;

namespace Tessera.Generators.Tests.Generator;

/// <summary>A filter that only C# can evaluate must not become LINQ's, which reads everything and says nothing.</summary>
public sealed class ClientFilterTests
{
    [Theory]
    [InlineData("Query(\"1\")", "o.Note!.ToUpperInvariant() == \"X\"")]
    [InlineData("Query(\"1\")", "o.Note!.Length > 2")]
    [InlineData("Query(\"1\").IdStartsWith(\"a\")", "string.IsNullOrEmpty(o.Note)")]
    [InlineData("Scan()", "o.Total / 2 > 1")]
    public void Where_FilterOfTheEntity_DoesNotCompileAndSaysWhy(string read, string filter) =>
        Use(read, filter).ExpectCompilerError("CS0619", "DynamoDB cannot evaluate this filter.");

    [Theory]
    [InlineData("Query(\"1\")", "o.Note == \"X\" && o.Total > 1")]
    [InlineData("Query(\"1\").IdStartsWith(\"a\")", "o.Note.StartsWith(\"X\")")]
    [InlineData("Scan()", "o.Total > 1")]
    public void Where_FilterOfTheAttributes_Compiles(string read, string filter) => Use(read, filter).ExpectCompiles();

    private static GeneratorResult Use(string read, string filter) => TestSource.Run($$"""
        {{TestSource.ShopTable}}

        [Entity<ShopTable>("U#{UserId}", "O#{Id}")]
        public partial record Order(string UserId, string Id, string? Note, int Total);

        public static class Uses
        {
            public static object Read(ShopTable shop) => shop.Orders.{{read}}.Where(o => {{filter}});
        }
        """);
}
