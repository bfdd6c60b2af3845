using Amazon.DynamoDBv2.Model;
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
    public async Task CommitAsync_ConditionsFail_TellsWhatEachMeans()
    {
        var read = await Shop.Users.CreateAsync(NewUser());
        await Shop.Users.PutAsync(read);
        await Shop.Orders.PutAsync(NewOrder());
        await Shop.Products.PutAsync(new Product { ProductId = 1, Stock = 0 });
        var error = await Assert.ThrowsAsync<TransactionFailedException>(() => Shop.Transaction()
            .Create(NewOrder())
            .Put(read)
            .Update(Shop.Products.Update(1).Add(p => p.Stock, -1).When(p => p.Stock >= 1))
            .Update(Shop.Products.Update(2).Add(p => p.Stock, -1))
            .Check(Shop.Users.Check("u2").Exists())
            .Delete(read with { UserId = "u3" })
            .CommitAsync());
        Assert.Equal(
            [
                "Create of Order (PK 'USER#u1', SK 'ORDER#2024-01-15#o1') was refused: it exists already. Use PutAsync to replace it, or another key.",
                "Put of User (PK 'USER#u1', SK 'METADATA') found version 2 where 1 was read. Read it again and apply the change to that.",
                "Update of Product (PK 'PRODUCT#0000000001', SK 'METADATA') was refused: its condition does not hold. Nothing was written.",
                "Product (PK 'PRODUCT#0000000002', SK 'METADATA') cannot be updated: there is no such item. Create it first, or use OrCreate().",
                "The check of User (PK 'USER#u2', SK 'METADATA') failed: there is no such item.",
                "Delete of User (PK 'USER#u3', SK 'METADATA') found version none where 1 was read. Read it again and apply the change to that.",
            ],
            error.Failures.Select(failure => failure.Message));
        Assert.All(error.Failures, failure => Assert.Equal("ConditionalCheckFailed", failure.Code));
        Assert.Equal(
            [typeof(Order), typeof(User), typeof(Product), null, null, null], error.Failures.Select(failure => failure.Stored?.GetType()));
        Assert.Equal(
            "The transaction was cancelled and nothing was written: 6 of 6 operations failed. " + string.Join(" ", error.Failures.Select(failure => failure.Message)),
            error.Message);
    }

    [Fact]
    public void Explain_OtherCodes_KeepTheServicesWords()
    {
        var cancelled = Cancelled(
            ("TransactionConflict", "Transaction is ongoing for the item"), ("None", null), ("ValidationError", "Type mismatch."), ("ThrottlingError", null));
        var writes = new EntityWrite[] { Shop.Users.Put(NewUser()), Shop.Users.Put(NewUser("u2")), Shop.Products.Delete(1), Shop.Products.Delete(2) };
        Assert.Equal(
            "The transaction was cancelled and nothing was written: 3 of 4 operations failed. "
            + "Put of User (PK 'USER#u1', SK 'METADATA'): TransactionConflict, Transaction is ongoing for the item. "
            + "Delete of Product (PK 'PRODUCT#0000000001', SK 'METADATA'): ValidationError, Type mismatch. "
            + "Delete of Product (PK 'PRODUCT#0000000002', SK 'METADATA'): ThrottlingError.",
            TransactionFailures.Explain(writes, cancelled).Message);
    }

    [Fact]
    public void ExplainReads_Conflict_DoesNotSpeakOfWriting()
    {
        var cancelled = Cancelled(("None", null), ("TransactionConflict", "Transaction is ongoing for the item"));
        var error = TransactionFailures.ExplainReads([("User", "PK 'a'"), ("Order", "PK 'b'")], cancelled);
        Assert.Equal(
            "The transaction was cancelled and nothing was read: 1 of 2 reads failed. Get of Order (PK 'b'): TransactionConflict, Transaction is ongoing for the item.",
            error.Message);
        Assert.True(error.IsTransient);
    }

    private static TransactionCanceledException Cancelled(params (string Code, string? Message)[] reasons) => new("Transaction cancelled")
    {
        CancellationReasons = [.. reasons.Select(reason => new CancellationReason { Code = reason.Code, Message = reason.Message })],
    };

    [Fact]
    public async Task Create_WithCondition_CreatesOnlyWhereItHolds()
    {
        await Shop.Transaction().Create(Shop.Orders.Create(NewOrder()).When(o => o.Note.NotExists())).CommitAsync();
        var error = await Assert.ThrowsAsync<TransactionFailedException>(() =>
            Shop.Transaction().Create(Shop.Orders.Create(NewOrder("second")).When(o => o.Note == "x")).CommitAsync());
        Assert.Equal(["o1"], (await Shop.Orders.Query("u1").ToListAsync()).Select(order => order.OrderId));
        Assert.Equal("Create", Assert.Single(error.Failures).Operation);
    }

    [Fact]
    public async Task Delete_Entity_ChecksItsVersion()
    {
        var read = await Shop.Users.CreateAsync(NewUser());
        var written = await Shop.Users.PutAsync(read);
        var error = await Assert.ThrowsAsync<TransactionFailedException>(() => Shop.Transaction().Delete(read).CommitAsync());
        Assert.Contains("found version 2 where 1 was read", error.Message, StringComparison.Ordinal);
        await Shop.Transaction().Delete(written).CommitAsync();
        Assert.Null(await Shop.Users.GetAsync("u1"));
    }

    [Fact]
    public void Transaction_WrongArgument_SaysWhatToPass()
    {
        const string Prepared = "A prepared write is added with the method that prepared it: Update(table.Orders.Update(…)), Check(table.Orders.Check(…)).";
        Assert.Equal(Prepared, Assert.Throws<ArgumentException>(() => Shop.Transaction().Create(Shop.Products.Update(1))).Message);
        Assert.Equal(Prepared, Assert.Throws<ArgumentException>(() => Shop.Transaction().Delete(Shop.Users.Check("u1"))).Message);
        Assert.Equal(
            "UserKey is the key of User, but the entity itself is needed.", Assert.Throws<ArgumentException>(() => Shop.Transaction().Put(new UserKey("u1"))).Message);
        Assert.Equal(
            "A put of Order replaces what exists. Prepare it with Create, or add it with Put. (Parameter 'create')",
            Assert.Throws<ArgumentException>(() => Shop.Transaction().Create(Shop.Orders.Put(NewOrder()))).Message);
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
