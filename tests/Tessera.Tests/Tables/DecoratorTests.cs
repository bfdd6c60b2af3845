using System.Reflection;
using Amazon.DynamoDBv2;
using Tessera.Testing;
using Tessera.Tests.Handwritten;

namespace Tessera.Tests.Tables;

/// <summary>A client that is not the SDK's own class: what mocks, caches and proxies of users are.</summary>
public sealed class DecoratorTests
{
    [Fact]
    public async Task Shop_OverADecorator_SendsOrdinaryRequests()
    {
        using var engine = new TestEngine();
        var client = DispatchProxy.Create<IAmazonDynamoDB, Recorder>();
        var recorder = (Recorder)client;
        recorder.Inner = engine.Client;
        var shop = new ShopTable(client);
        await shop.EnsureCreatedAsync();
        var product = new Product { ProductId = 1, Title = "Lamp", Stock = 2 };
        await shop.Products.CreateAsync(product);
        await shop.Products.Update(1).Add(p => p.Stock, -1).RunAsync();
        Assert.Equal(1, (await shop.Products.GetAsync(1))!.Stock);
        Assert.Single(await shop.Products.Scan().ToListAsync());
        await shop.Products.DeleteAsync(1);
        Assert.Equal(
            ["DescribeTableAsync", "CreateTableAsync", "PutItemAsync", "UpdateItemAsync", "GetItemAsync", "ScanAsync", "DeleteItemAsync"],
            recorder.Calls.Except(["get_Config"]));
    }

    public class Recorder : DispatchProxy
    {
        public IAmazonDynamoDB? Inner { get; set; }

        public List<string> Calls { get; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Calls.Add(targetMethod!.Name);
            return targetMethod.Invoke(Inner, args);
        }
    }
}
