using Amazon.DynamoDBv2;
using Tessera.Tests.Handwritten;
using Tessera.Tests.Tables;
using Tessera.Tests.Transport;

namespace Tessera.Tests.Batches;

/// <summary>What DynamoDB leaves unprocessed, told with canned responses.</summary>
public sealed class UnprocessedTests
{
    private const string Nothing = """{"UnprocessedItems":{}}""";

    private static (ShopTable Shop, InstantTime Time) ShopOver(CannedServer server, int retriesMax = 3)
    {
        var time = new InstantTime();
        return (new ShopTable(server.CreateFast(), new TableOptions { TimeProvider = time, RandomSeed = 7, BatchRetriesMax = retriesMax, ParallelRequestsMax = 1 }), time);
    }

    private static Product Product(int id) => new() { ProductId = id, Title = "t" };

    private static string Unprocessed(params int[] ids) =>
        "{\"UnprocessedItems\":{\"shop\":[" + string.Join(",", ids.Select(id =>
            $$"""{"PutRequest":{"Item":{"Title":{"S":"t"},"SK":{"S":"METADATA"},"PK":{"S":"PRODUCT#{{id:D10}}"} } } }""")) + "]}}";

    [Fact]
    public async Task PutManyAsync_SomeUnprocessed_SendsOnlyThoseAgain()
    {
        var server = new CannedServer().Answer(Unprocessed(2, 3)).Answer(Unprocessed(3)).Answer(Nothing);
        var (shop, time) = ShopOver(server);
        await shop.Products.PutManyAsync([Product(1), Product(2), Product(3)]);
        Assert.Equal([3, 2, 1], server.Sent.Select(sent => sent.Body.Split("PutRequest").Length - 1));
        Assert.Contains("PRODUCT#0000000003", server.Sent[2].Body, StringComparison.Ordinal);
        Assert.Equal(2, time.Delays.Count);
        Assert.All(time.Delays, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public async Task PutManyAsync_AlwaysUnprocessed_GivesUpWithGrowingDelaysAndHoldsThem()
    {
        var server = new CannedServer().Answer(Unprocessed(1, 2));
        var (shop, time) = ShopOver(server, retriesMax: 8);
        var products = new[] { Product(1), Product(2) };
        var error = await Assert.ThrowsAsync<BatchIncompleteException>(() => shop.Products.PutManyAsync(products));
        Assert.Equal(products, error.Unprocessed);
        Assert.Equal(9, server.Sent.Count);
        Assert.Equal(8, time.Delays.Count);
        Assert.All(time.Delays.Index(), delay => Assert.InRange(delay.Item.TotalMilliseconds, 0, Math.Min(5000, 50 * Math.Pow(2, delay.Index + 1))));
        Assert.True(time.Delays.Max() > TimeSpan.FromMilliseconds(200), "delays grow");
        Assert.Equal(
            "2 Product items were left unprocessed 9 times; the table is throttled, so raise its capacity or write more slowly. "
            + "0 were written. The exception's Unprocessed holds the rest.",
            error.Message);
    }

    [Fact]
    public async Task PutManyAsync_ThrottledOutright_HoldsEverythingNotWritten()
    {
        var server = new CannedServer().Answer(Nothing).Fail("ProvisionedThroughputExceededException");
        var (shop, _) = ShopOver(server);
        var products = Enumerable.Range(1, 80).Select(Product).ToList();
        var error = await Assert.ThrowsAsync<BatchIncompleteException>(() => shop.Products.PutManyAsync(products));
        Assert.Equal(products.Skip(25), error.Unprocessed.Cast<Product>().OrderBy(product => product.ProductId));
        Assert.IsType<Amazon.DynamoDBv2.Model.ProvisionedThroughputExceededException>(error.InnerException);
        Assert.Equal(2, server.Sent.Count);
    }

    [Fact]
    public async Task PutManyAsync_EntityThatCannotBeWritten_HoldsItAndTheRest()
    {
        var (shop, _) = ShopOver(new CannedServer().Answer(Nothing));
        var products = new[] { Product(1), Product(-2), Product(3) };
        var error = await Assert.ThrowsAsync<BatchIncompleteException>(() => shop.Products.PutManyAsync(products));
        Assert.Equal(products, error.Unprocessed.Cast<Product>().OrderBy(product => Array.IndexOf(products, product)));
        Assert.IsType<ArgumentException>(error.InnerException);
    }

    [Fact]
    public async Task PutManyAsync_SequenceFails_TellsWhatWasReadBefore()
    {
        var (shop, _) = ShopOver(new CannedServer().Answer(Nothing));
        static IEnumerable<Product> Broken()
        {
            yield return Product(1);
            throw new InvalidDataException("line 2");
        }

        var error = await Assert.ThrowsAsync<BatchIncompleteException>(() => shop.Products.PutManyAsync(Broken()));
        Assert.Single(error.Unprocessed);
        Assert.IsType<InvalidDataException>(error.InnerException);
    }

    [Fact]
    public async Task PutManyAsync_LargeItems_SplitAtSixteenMegabytes()
    {
        var server = new CannedServer().Answer(Nothing);
        var (shop, _) = ShopOver(server);
        // Control characters take six bytes each in JSON, so that even 25 items do not fit into one request.
        var title = new string('\u0001', 150_000);
        await shop.Products.PutManyAsync(Enumerable.Range(1, 25).Select(id => new Product { ProductId = id, Title = title }));
        Assert.Equal(2, server.Sent.Count);
        Assert.All(server.Sent, sent => Assert.InRange(sent.Body.Length, 1, 16 * 1024 * 1024));
    }

    [Fact]
    public async Task GetManyAsync_SomeUnprocessed_AsksAgain()
    {
        static string Item(int id) => $$"""{"EntityType":{"S":"Product"},"PK":{"S":"PRODUCT#{{id:D10}}"},"SK":{"S":"METADATA"},"ProductId":{"N":"{{id}}"} }""";
        var server = new CannedServer()
            .Answer("""{"Responses":{"shop":[ITEM]},"UnprocessedKeys":{"shop":{"Keys":[{"SK":{"S":"METADATA"},"PK":{"S":"PRODUCT#0000000001"}}]}}}""".Replace("ITEM", Item(2), StringComparison.Ordinal))
            .Answer("""{"Responses":{"shop":[ITEM]},"UnprocessedKeys":{}}""".Replace("ITEM", Item(1), StringComparison.Ordinal));
        var (shop, _) = ShopOver(server);
        var found = await shop.Products.GetManyAsync([new ProductKey(1), new ProductKey(2)]);
        Assert.Equal([1, 2], found.Select(product => product.ProductId));
        Assert.Contains("""{"Keys":[{"PK":{"S":"PRODUCT#0000000001"},"SK":{"S":"METADATA"}}]}""", server.Sent[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetManyAsync_AlwaysUnprocessed_GivesUp()
    {
        var server = new CannedServer()
            .Answer("""{"Responses":{},"UnprocessedKeys":{"shop":{"Keys":[{"PK":{"S":"PRODUCT#0000000001"},"SK":{"S":"METADATA"}}]}}}""");
        var (shop, _) = ShopOver(server);
        var error = await Assert.ThrowsAsync<BatchIncompleteException>(() => shop.Products.GetManyAsync([new ProductKey(1)]));
        Assert.Equal(["PK 'PRODUCT#0000000001', SK 'METADATA'"], error.Unprocessed);
        Assert.Equal(4, server.Sent.Count);
    }
}
