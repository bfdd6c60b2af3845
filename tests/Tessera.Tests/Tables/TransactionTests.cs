using Tessera.Tests.Handwritten;

namespace Tessera.Tests.Tables;

public sealed class OrdinaryTransactionTests() : TransactionTests(fast: false);

public sealed class FastTransactionTests() : TransactionTests(fast: true);

public abstract class TransactionTests(bool fast) : ShopTests(fast)
{
    [Fact]
    public async Task CommitAsync_AllHold_WritesAll()
    {
        await Shop.Users.CreateAsync(NewUser());
        await Shop.Products.PutAsync(new Product { ProductId = 1, Stock = 1 });
        await Shop.Orders.PutAsync(NewOrder("old"));
        await Shop.Transaction()
            .Create(NewOrder())
            .Update(Shop.Products.Update(1).Add(p => p.Stock, -1).When(p => p.Stock >= 1))
            .Check(Shop.Users.Check("u1").Exists())
            .Delete(KeyOf(NewOrder("old")))
            .Put(Shop.Orders.Put(NewOrder("second")).When(o => o.NotExists()))
            .CommitAsync();
        Assert.Equal(0, (await Shop.Products.GetAsync(1))!.Stock);
        Assert.Equal(["o1", "second"], (await Shop.Orders.Query("u1").ToListAsync()).Select(order => order.OrderId));
    }

    [Fact]
    public async Task CommitAsync_SomeFail_TellsWhichAndWritesNothing()
    {
        await Shop.Products.PutAsync(new Product { ProductId = 1, Stock = 0 });
        var error = await Assert.ThrowsAsync<TransactionFailedException>(() => Shop.Transaction()
            .Create(NewOrder())
            .Update(Shop.Products.Update(1).Add(p => p.Stock, -1).When(p => p.Stock >= 1))
            .Check(Shop.Users.Check("u1").Exists())
            .CommitAsync());
        Assert.Equal(
            [(1, "Update", "Product", "ConditionalCheckFailed"), (2, "Check", "User", "ConditionalCheckFailed")],
            error.Failures.Select(failure => (failure.Index, failure.Operation, failure.Entity, failure.Code)));
        Assert.Equal("PK 'PRODUCT#0000000001', SK 'METADATA'", error.Failures[0].Key);
        Assert.Equal(0, Assert.IsType<Product>(error.Failures[0].Stored).Stock);
        Assert.False(error.IsTransient);
        Assert.Empty(await Shop.Orders.Query("u1").ToListAsync());
        Assert.StartsWith("The transaction was cancelled and nothing was written: 2 of 3 operations failed. Update of Product (PK 'PRODUCT#0000000001'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommitAsync_SameTokenTwice_HasOneEffect()
    {
        await Shop.Products.PutAsync(new Product { ProductId = 1, Stock = 5 });
        for (var attempt = 0; attempt < 2; attempt++)
            await Shop.Transaction().Update(Shop.Products.Update(1).Add(p => p.Stock, -1)).CommitAsync("token-1");
        Assert.Equal(4, (await Shop.Products.GetAsync(1))!.Stock);
    }

    [Fact]
    public async Task RunAsync_RepositoryOfAnotherTable_ReadsThatTable()
    {
        var readings = new ReadingsTable(Client);
        await readings.EnsureCreatedAsync();
        await readings.Readings.PutAsync(new Reading { Sensor = "s", At = 1 });
        await Shop.Users.CreateAsync(NewUser());
        var (user, reading) = await Shop.ReadTransaction().Get(Shop.Users, new UserKey("u1")).Get(readings.Readings, new ReadingKey("s", 1)).RunAsync();
        Assert.NotNull(user);
        Assert.NotNull(reading);
    }

    [Fact]
    public void Entity_StructThatWasNotFound_IsItsDefault() => Assert.Equal(0, TransactionRead.Entity<int>(null));

    [Fact]
    public async Task RunAsync_ReadTransaction_IsTyped()
    {
        await Shop.Users.CreateAsync(NewUser());
        await Shop.Orders.PutAsync(NewOrder());
        var (user, order, missing) = await Shop.ReadTransaction()
            .Get(Shop.Users, new UserKey("u1"))
            .Get(Shop.Orders, KeyOf(NewOrder()))
            .Get(Shop.Products, new ProductKey(9))
            .RunAsync();
        Assert.Equal(("u1", "o1", null), (user!.UserId, order!.OrderId, missing));
        var many = await Shop.ReadTransaction().GetManyAsync(Shop.Users, [new UserKey("x"), new UserKey("u1")]);
        Assert.Equal([null, "u1"], many.Select(found => found?.UserId));
    }

    [Fact]
    public async Task CommitAsync_Empty_Throws() => await Assert.ThrowsAsync<InvalidOperationException>(() => Shop.Transaction().CommitAsync());

    [Fact]
    public void Put_ForeignEntity_NamesTheTable()
    {
        var error = Assert.Throws<ArgumentException>(() => Shop.Transaction().Put(new Reading { Sensor = "s", At = 1 }));
        Assert.Equal("Reading is neither an entity nor a key of the table 'shop'. Mark it with [Entity<ShopTable>(…)].", error.Message);
    }
}
