using Tessera.Tests.Handwritten;

namespace Tessera.Tests.Tables;

public sealed class OrdinaryUpdateTests() : UpdateTests(fast: false);

public sealed class FastUpdateTests() : UpdateTests(fast: true);

public abstract class UpdateTests(bool fast) : ShopTests(fast)
{
    [Fact]
    public async Task RunAsync_EntityThatWasNeverStored_ConflictsWithTheStoredOne()
    {
        await Shop.Users.CreateAsync(NewUser());
        var error = await Assert.ThrowsAsync<VersionConflictException>(() => Shop.Users.Update(NewUser()).Set(u => u.Name, "Bob").RunAsync());
        Assert.Equal((0, 1), (error.ExpectedVersion, error.StoredVersion));
        await Assert.ThrowsAsync<EntityNotFoundException>(() => Shop.Users.Update(NewUser("u2")).Set(u => u.Name, "Bob").RunAsync());
    }

    [Fact]
    public async Task Set_NullableValue_SetsOrRemoves()
    {
        await Shop.Orders.PutAsync(NewOrder() with { Attempts = 3 });
        int? attempts = 4;
        Assert.Equal(4, (await Shop.Orders.Update(KeyOf(NewOrder())).Set(o => o.Attempts, attempts).RunAsync()).Attempts);
        await Shop.Orders.Update(KeyOf(NewOrder())).Set(o => o.Attempts, null).When(o => o.Attempts == 4).RunAsync();
        await Shop.Orders.Update(KeyOf(NewOrder())).Set(o => o.Note, "none").When(o => o.Attempts.NotExists()).RunAsync();
    }

    [Fact]
    public async Task RunAsync_AllClauses_ReturnsTheNewEntity()
    {
        var order = NewOrder() with { Note = "gift", Warehouses = new HashSet<int> { 1, 2 } };
        await Shop.Orders.PutAsync(order);
        var after = await Shop.Orders.Update("u1", Noon, "o1")
            .Set(o => o.Status, OrderStatus.Shipped)
            .Set(o => o.Count, o => o.Count + 1)
            .Set(o => o.Total, 100)
            .Add(o => o.Attempts, 1)
            .Add(o => o.Warehouses, 3)
            .Remove(o => o.Note)
            .Append(o => o.Tags, "x", "y")
            .When(o => o.Status == OrderStatus.Pending && o.Total > 10m)
            .RunAsync();
        Assert.Equal((OrderStatus.Shipped, 3, 100m, 1, null), (after.Status, after.Count, after.Total, after.Attempts, after.Note));
        Assert.Equal(["new", "x", "y"], after.Tags);
        Assert.Equal([1, 2, 3], after.Warehouses.Order());
        var fewer = await Shop.Orders.Update(KeyOf(order)).Delete(o => o.Warehouses, 1, 2, 3).Prepend(o => o.Tags, "first").RunAsync();
        Assert.Empty(fewer.Warehouses);
        Assert.Equal(["first", "new", "x", "y"], fewer.Tags);
    }

    [Fact]
    public async Task RunAsync_AddAndDeleteOnOneSet_IsRefusedByTheService()
    {
        await Shop.Orders.PutAsync(NewOrder());
        await Assert.ThrowsAsync<Amazon.DynamoDBv2.AmazonDynamoDBException>(
            () => Shop.Orders.Update(KeyOf(NewOrder())).Add(o => o.Warehouses, 3).Delete(o => o.Warehouses, 1).RunAsync());
    }

    [Fact]
    public async Task RunAsync_MissingItem_ThrowsNotFound()
    {
        var error = await Assert.ThrowsAsync<EntityNotFoundException>(() => Shop.Orders.Update(KeyOf(NewOrder())).Set(o => o.Count, 1).RunAsync());
        Assert.Equal("Order (PK 'USER#u1', SK 'ORDER#2024-01-15#o1') cannot be updated: there is no such item. Create it first, or use OrCreate().", error.Message);
    }

    [Fact]
    public async Task RunAsync_OrCreate_MakesAReadableEntity()
    {
        var product = await Shop.Products.Update(5).Add(p => p.Stock, 4).OrCreate().RunAsync();
        Assert.Equal((5, 4, 1), (product.ProductId, product.Stock, product.Version));
        var again = await Shop.Products.Update(5).Add(p => p.Stock, 4).OrCreate().RunAsync();
        Assert.Equal((5, 8, 2), (again.ProductId, again.Stock, again.Version));
        Assert.Equal(8, (await Shop.Products.GetAsync(5))!.Stock);
    }

    [Fact]
    public async Task RunAsync_PartOfAnIndexKey_RewritesTheIndex()
    {
        await Shop.Orders.PutAsync(NewOrder());
        await Shop.Orders.Update(KeyOf(NewOrder())).Set(o => o.Status, OrderStatus.Cancelled).RunAsync();
        Assert.Empty(await Shop.Orders.QueryByStatus(OrderStatus.Pending).ToListAsync());
        Assert.Single(await Shop.Orders.QueryByStatus(OrderStatus.Cancelled).ToListAsync());
    }

    [Fact]
    public async Task RunAsync_SparseIndex_EntersAndLeaves()
    {
        await Shop.Orders.PutAsync(NewOrder());
        Assert.Empty(await Shop.Orders.QueryByCampaign("spring").ToListAsync());
        await Shop.Orders.Update(KeyOf(NewOrder())).Set(o => o.Campaign, "spring").RunAsync();
        Assert.Single(await Shop.Orders.QueryByCampaign("spring").ToListAsync());
        await Shop.Orders.Update(KeyOf(NewOrder())).Set(o => o.Campaign, null).RunAsync();
        Assert.Empty(await Shop.Orders.QueryByCampaign("spring").ToListAsync());
    }

    [Fact]
    public async Task RunAsync_Version_IsCountedUpAndCheckedForAnEntity()
    {
        var user = await Shop.Users.CreateAsync(NewUser());
        var renamed = await Shop.Users.Update(user).Set(u => u.Name, "Bea").RunAsync();
        Assert.Equal(2, renamed.Version);
        var error = await Assert.ThrowsAsync<VersionConflictException>(() => Shop.Users.Update(user).Set(u => u.Name, "Cleo").RunAsync());
        Assert.Equal((1, 2), (error.ExpectedVersion, error.StoredVersion));
        Assert.Equal(3, (await Shop.Users.Update("u1").Set(u => u.Name, "Dan").RunAsync()).Version);
    }

    [Fact]
    public async Task RunAsync_NestedPath_ChangesOnlyThat()
    {
        await Shop.Users.CreateAsync(NewUser() with { Address = new Address { Street = "A", City = "B" } });
        var user = await Shop.Users.Update("u1").Set(u => u.Address.City, "C").When(u => u.Address.Street == "A").RunAsync();
        Assert.Equal(("A", "C"), (user.Address!.Street, user.Address.City));
    }

    [Fact]
    public async Task RunAsync_ComputedFromMissingAttribute_StartsWithTheDefault()
    {
        await Client.PutItemAsync("shop", new()
        {
            ["PK"] = new("USER#u1"),
            ["SK"] = new("ORDER#2024-01-15#o1"),
            ["EntityType"] = new("Order"),
            ["UserId"] = new("u1"),
            ["PlacedAt"] = new("2024-01-15T12:00:00.0000000Z"),
            ["OrderId"] = new("o1"),
        });
        var after = await Shop.Orders.Update(KeyOf(NewOrder())).Set(o => o.Count, o => o.Count.OrElse(10) + 1).RunAsync();
        Assert.Equal(11, after.Count);
    }

    [Fact]
    public async Task RunAsync_NothingToChange_Throws() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Shop.Orders.Update(KeyOf(NewOrder())).RunAsync());
}
