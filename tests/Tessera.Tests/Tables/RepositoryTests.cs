using Tessera.Tests.Handwritten;

namespace Tessera.Tests.Tables;

public sealed class OrdinaryRepositoryTests() : RepositoryTests(fast: false);

public sealed class FastRepositoryTests() : RepositoryTests(fast: true);

public abstract class RepositoryTests(bool fast) : ShopTests(fast)
{
    [Fact]
    public async Task PutAsync_ClassThatCannotBeWritten_KeepsItsVersion()
    {
        var product = await Shop.Products.CreateAsync(new Product { ProductId = 1 });
        product.Title = "half a \ud83d";
        await Assert.ThrowsAsync<ArgumentException>(() => Shop.Products.PutAsync(product));
        Assert.Equal(1, product.Version);
    }

    [Fact]
    public async Task GetAsync_StoredEntity_ComesBackEqual()
    {
        var user = NewUser() with { Address = new Address { Street = "Main \"Street\" 1\n", City = "Zürich 🏔" } };
        var stored = await Shop.Users.CreateAsync(user);
        var read = await Shop.Users.GetAsync("u1");
        Assert.Equal(1, stored.Version);
        Assert.Equal("Main \"Street\" 1\n", read!.Address!.Street);
        Assert.Equal("Zürich 🏔", read.Address.City);
        Assert.Equal(stored with { Address = read.Address }, read);
    }

    [Fact]
    public async Task GetAsync_Collections_ComeBackEqual()
    {
        var order = NewOrder() with
        {
            Tags = ["a", "", "c"],
            Warehouses = new HashSet<int> { 3, -1 },
            Discounts = new Dictionary<string, decimal> { ["x.y"] = 0.5m },
            Campaign = "spring",
        };
        await Shop.Orders.PutAsync(order);
        var read = await Shop.Orders.GetAsync(KeyOf(order));
        Assert.Equal(order.Tags, read!.Tags);
        Assert.Equal(order.Warehouses.Order(), read.Warehouses.Order());
        Assert.Equal(order.Discounts, read.Discounts);
        Assert.Equal(order with { Tags = read.Tags, Warehouses = read.Warehouses, Discounts = read.Discounts }, read);
    }

    [Fact]
    public async Task GetAsync_NoItem_IsNull() => Assert.Null(await Shop.Users.GetAsync("nobody"));

    [Fact]
    public async Task CreateAsync_ExistingEntity_ThrowsAndTellsTheStoredOne()
    {
        await Shop.Users.CreateAsync(NewUser());
        var error = await Assert.ThrowsAsync<EntityExistsException>(() => Shop.Users.CreateAsync(NewUser() with { Name = "Other" }));
        Assert.Equal("Create of User (PK 'USER#u1', SK 'METADATA') was refused: it exists already. Use PutAsync to replace it, or another key.", error.Message);
        Assert.Equal("Ann", Assert.IsType<User>(error.Stored).Name);
    }

    [Fact]
    public async Task PutAsync_OldVersion_ThrowsVersionConflict()
    {
        var first = await Shop.Users.CreateAsync(NewUser());
        var second = await Shop.Users.PutAsync(first with { Name = "Second" });
        var error = await Assert.ThrowsAsync<VersionConflictException>(() => Shop.Users.PutAsync(first with { Name = "Late" }));
        Assert.Equal((2, 1, 2), (second.Version, error.ExpectedVersion, error.StoredVersion));
        Assert.Equal("Second", (await Shop.Users.GetAsync("u1"))!.Name);
        Assert.StartsWith("Put of User (PK 'USER#u1', SK 'METADATA') found version 2 where 1 was read.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutAsync_NewEntityOverStoredOne_ThrowsVersionConflict()
    {
        await Shop.Users.CreateAsync(NewUser());
        var error = await Assert.ThrowsAsync<VersionConflictException>(() => Shop.Users.PutAsync(NewUser()));
        Assert.Equal((0, 1), (error.ExpectedVersion, error.StoredVersion));
    }

    [Fact]
    public async Task PutAsync_EntityThatABatchWrote_FollowsTheVersionFromThere()
    {
        await Shop.Users.PutManyAsync([NewUser()]);
        var read = await Shop.Users.GetAsync("u1");
        var second = await Shop.Users.PutAsync(read! with { Name = "Second" });
        await Assert.ThrowsAsync<VersionConflictException>(() => Shop.Users.PutAsync(read with { Name = "Late" }));
        Assert.Equal((0, 1), (read.Version, second.Version));
    }

    [Fact]
    public async Task PutAsync_ClassWithVersion_SetsItOnlyOnceStored()
    {
        var product = new Product { ProductId = 7, Title = "Lamp", Stock = 3 };
        await Shop.Products.PutAsync(product);
        Assert.Equal(1, product.Version);
        var stale = new Product { ProductId = 7, Title = "Lamp", Version = 0 };
        await Assert.ThrowsAsync<VersionConflictException>(() => Shop.Products.PutAsync(stale));
        Assert.Equal(0, stale.Version);
    }

    [Fact]
    public async Task PutAsync_WhenConditionFails_ThrowsConditionFailed()
    {
        var order = NewOrder();
        await Shop.Orders.Put(order).When(o => o.NotExists() | o.Status == OrderStatus.Pending).RunAsync();
        await Shop.Orders.Put(order with { Status = OrderStatus.Shipped }).When(o => o.NotExists() | o.Status == OrderStatus.Pending).RunAsync();
        var error = await Assert.ThrowsAsync<ConditionFailedException>(
            () => Shop.Orders.Put(order).When(o => o.NotExists() || o.Status == OrderStatus.Pending).RunAsync());
        Assert.Equal("Put of Order (PK 'USER#u1', SK 'ORDER#2024-01-15#o1') was refused: its condition does not hold. Nothing was written.", error.Message);
        Assert.Equal(OrderStatus.Shipped, Assert.IsType<Order>(error.Stored).Status);
    }

    [Fact]
    public async Task DeleteAsync_ByKeyAndByEntity_Deletes()
    {
        var user = await Shop.Users.CreateAsync(NewUser());
        await Assert.ThrowsAsync<VersionConflictException>(() => Shop.Users.DeleteAsync(user with { Version = 9 }));
        await Shop.Users.DeleteAsync(user);
        Assert.Null(await Shop.Users.GetAsync("u1"));
        await Shop.Users.DeleteAsync("u1");
        var error = await Assert.ThrowsAsync<VersionConflictException>(() => Shop.Users.DeleteAsync(user));
        Assert.Null(error.StoredVersion);
    }

    [Fact]
    public async Task GetAsync_ItemOfAnotherEntity_ThrowsMismatch()
    {
        await Client.PutItemAsync("shop", new()
        {
            ["PK"] = new("USER#u1"),
            ["SK"] = new("METADATA"),
            ["EntityType"] = new("Customer"),
            ["Version"] = new("not a number"),
        });
        var error = await Assert.ThrowsAsync<EntityTypeMismatchException>(() => Shop.Users.GetAsync("u1"));
        Assert.Equal(("User", "Customer", "PK 'USER#u1', SK 'METADATA'"), (error.Entity, error.FoundEntity, error.Key));
    }

    [Fact]
    public async Task GetAsync_RequiredAttributeAbsent_NamesEntityKeyAndAttribute()
    {
        await Client.PutItemAsync("shop", new() { ["PK"] = new("USER#u1"), ["SK"] = new("METADATA"), ["EntityType"] = new("User"), ["UserId"] = new("u1") });
        var error = await Assert.ThrowsAsync<ItemMappingException>(() => Shop.Users.GetAsync("u1"));
        Assert.Equal(
            "User (PK 'USER#u1', SK 'METADATA'): The attribute 'Email' is absent, but the member that it fills needs a value. "
            + "Make the member nullable, or give the stored items the attribute.",
            error.Message);
        Assert.Equal(("User", "Email"), (error.Entity, error.Attribute));
    }

    [Fact]
    public async Task GetAsync_AttributeOfAnotherType_NamesBothTypes()
    {
        await Client.PutItemAsync("shop", new() { ["PK"] = new("USER#u1"), ["SK"] = new("METADATA"), ["UserId"] = new() { N = "5" } });
        var error = await Assert.ThrowsAsync<ItemMappingException>(() => Shop.Users.GetAsync("u1"));
        Assert.Equal("User (PK 'USER#u1', SK 'METADATA'): The attribute 'UserId' cannot be read: N was found where S is needed.", error.Message);
    }

    [Fact]
    public async Task Meter_GetAndPut_CountsRequestsAndUnits()
    {
        var before = Meter.Total;
        await Shop.Orders.PutAsync(NewOrder());
        var written = Meter.Total - before;
        await Shop.Orders.GetAsync(KeyOf(NewOrder()), consistent: true);
        var read = Meter.Total - before - written;
        Assert.Equal((1, 0), (written.Requests, written.ReadUnits));
        // The item and its entry in GSI1.
        Assert.Equal(2, written.WriteUnits);
        Assert.Equal(new CapacityUsage(1, 1, 0), read);
    }

    [Fact]
    public async Task LoadAsync_ItemCollection_HoldsUserAndOrders()
    {
        await Shop.Users.CreateAsync(NewUser());
        await Shop.Users.CreateAsync(NewUser("u2"));
        var orders = await StoreOrdersAsync(3);
        var account = await Shop.UserAccounts.LoadAsync("u1");
        Assert.Equal("u1", account.User!.UserId);
        Assert.Equal(orders.Select(order => order.OrderId), account.Orders.Select(order => order.OrderId));
        var empty = await Shop.UserAccounts.LoadAsync("nobody");
        Assert.Null(empty.User);
        Assert.Empty(empty.Orders);
    }
}
