using Tessera.Generators.Analyzers;
using Tessera.Generators.Tests.Harness;

namespace Tessera.Generators.Tests.Analyzers;

public sealed class UnusedOperationAnalyzerTests
{
    [Theory]
    [InlineData("shop.Users.Put(user);", "Put", "RunAsync")]
    [InlineData("shop.Users.Create(user).When(u => u.NotExists());", "When", "RunAsync")]
    [InlineData("shop.Users.Update(\"1\").Set(u => u.Name, \"x\");", "Set", "RunAsync")]
    [InlineData("shop.Users.Delete(\"1\");", "Delete", "RunAsync")]
    [InlineData("shop.Users.Query(\"1\").Descending();", "Descending", "ToListAsync, PageAsync or await foreach")]
    [InlineData("shop.Users.Scan();", "Scan", "ToListAsync, PageAsync or await foreach")]
    [InlineData("shop.Transaction().Create(user);", "Create", "CommitAsync")]
    public async Task Analyze_OperationIsDropped_WarnsOfIt(string statement, string method, string sender)
    {
        var diagnostic = Assert.Single(await AnalyzeAsync(statement));
        Assert.Equal("TES024", diagnostic.Id);
        Assert.Equal($"The result of '{method}' is not used, so nothing is sent to DynamoDB; finish it with {sender}", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("await shop.Users.Put(user).RunAsync();")]
    [InlineData("await shop.Users.PutAsync(user);")]
    [InlineData("var put = shop.Users.Put(user); await put.RunAsync();")]
    [InlineData("var transaction = shop.Transaction(); transaction.Create(user); await transaction.CommitAsync();")]
    [InlineData("await foreach (var found in shop.Users.Query(\"1\")) { }")]
    [InlineData("await shop.Transaction().Create(user).Check(shop.Users.Check(\"2\").NotExists()).CommitAsync();")]
    public async Task Analyze_OperationIsUsed_SaysNothing(string statement) => Assert.Empty(await AnalyzeAsync(statement));

    private static Task<IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic>> AnalyzeAsync(string statement) => TestSource.AnalyzeAsync(
        $$"""
        {{TestSource.ShopTable}}
        [Entity<ShopTable>("USER#{UserId}", "METADATA")] public partial record User(string UserId, string? Name = null);
        public static class Code { public static async Task RunAsync(ShopTable shop, User user) { {{statement}} await Task.CompletedTask; } }
        """, new UnusedOperationAnalyzer());
}
