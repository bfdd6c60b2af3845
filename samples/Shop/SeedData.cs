using Tessera;

namespace Shop;

/// <summary>The customers and products that the sample starts with: one transaction, all of it or nothing.</summary>
public static class SeedData
{
    private static readonly DateTimeOffset _opened = new(2025, 1, 15, 10, 0, 0, TimeSpan.Zero);

    private static readonly User[] _users =
    [
        new() { UserId = "12345", Name = "Jane Doe", Email = "jane@example.com", CreatedAt = _opened },
        new() { UserId = "23456", Name = "John Smith", Email = "john@example.com", CreatedAt = _opened },
        new() { UserId = "34567", Name = "Ada Park", Email = "ada@example.com", CreatedAt = _opened },
    ];

    private static readonly Product[] _products =
    [
        Product("456", "Widget Pro", "Widgets", 49.99m, 245),
        Product("457", "Widget Mini", "Widgets", 19.50m, 80),
        Product("458", "Widget Gold", "Widgets", 249.00m, 3),
        Product("510", "Desk Lamp", "Office", 39.90m, 32),
        Product("511", "Notebook A5", "Office", 4.20m, 600),
        Product("512", "Fountain Pen", "Office", 28.00m, 14),
        Product("620", "Espresso Cup", "Kitchen", 9.80m, 120),
        Product("621", "Hand Grinder", "Kitchen", 74.00m, 1),
    ];

    public static async Task WriteAsync(ShopTable shop, CancellationToken cancellationToken = default)
    {
        if (await shop.Users.GetAsync(_users[0].UserId, cancellationToken: cancellationToken) is not null)
            return;
        var transaction = shop.Transaction();
        transaction = _users.Aggregate(transaction, (all, user) => all.Create(user));
        transaction = _products.Aggregate(transaction, (all, product) => all.Create(product));
        try
        {
            await transaction.CommitAsync(cancellationToken: cancellationToken);
        }
        catch (TransactionFailedException)
        {
            // Another function of the same application was faster.
        }
    }

    private static Product Product(string id, string name, string category, decimal price, int stock) =>
        new() { ProductId = id, Name = name, Category = category, Price = price, Stock = stock };
}
