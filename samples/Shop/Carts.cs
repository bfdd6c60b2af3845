using Tessera;

namespace Shop;

/// <summary>The carts. Every change gives a cart its whole lifetime again.</summary>
public sealed class Carts(ShopTable shop, ShopOptions options, TimeProvider time)
{
    public const int QuantityMax = 10_000;

    private const int AttemptsMax = 4;

    /// <summary>The user's cart; an empty one where there is none, or where it has expired and only waits to be deleted.</summary>
    public async Task<Cart> GetAsync(string userId, CancellationToken cancellationToken = default)
    {
        var stored = await shop.Carts.GetAsync(userId, consistent: true, cancellationToken);
        return stored is null ? new Cart { UserId = userId } : IsOpen(stored) ? stored : stored with { Lines = [], ExpiresAt = null };
    }

    /// <summary>Whether the cart can still be ordered. An expired item may be read for a while before it is deleted.</summary>
    public bool IsOpen(Cart cart) => cart.ExpiresAt > time.GetUtcNow();

    /// <summary>Puts so many of a product into the cart, in place of how many there were; none takes the line out.</summary>
    public async Task<Cart> SetLineAsync(string userId, string productId, int quantity, CancellationToken cancellationToken = default)
    {
        if (quantity is < 0 or > QuantityMax)
            throw OrderRefusedException.Invalid($"A quantity is a number from 0 to {QuantityMax}.");
        if (quantity > 0)
            await RequireAsync(userId, productId, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteAsync(WithLine(await GetAsync(userId, cancellationToken), productId, quantity), cancellationToken);
            }
            catch (VersionConflictException) when (attempt < AttemptsMax)
            {
                // The user has changed the cart elsewhere meanwhile: once more, on top of that.
            }
        }
    }

    /// <summary>A cart is a list that people look at, so a new product comes last and a known one keeps its place.</summary>
    private static Cart WithLine(Cart cart, string productId, int quantity)
    {
        var lines = cart.Lines.Select(line => line.ProductId == productId ? line with { Quantity = quantity } : line).ToList();
        if (lines.TrueForAll(line => line.ProductId != productId))
            lines.Add(new CartLine(productId, quantity));
        return cart with { Lines = lines.FindAll(line => line.Quantity > 0) };
    }

    private async Task<Cart> WriteAsync(Cart cart, CancellationToken cancellationToken)
    {
        if (cart.Lines.Count > 0)
            return await shop.Carts.PutAsync(cart with { ExpiresAt = time.GetUtcNow() + options.CartLifetime }, cancellationToken);
        if (cart.Version > 0)
            await shop.Carts.DeleteAsync(cart, cancellationToken);
        return new Cart { UserId = cart.UserId };
    }

    private async Task RequireAsync(string userId, string productId, CancellationToken cancellationToken)
    {
        if (await shop.Users.GetAsync(userId, cancellationToken: cancellationToken) is null)
            throw OrderRefusedException.Missing($"There is no user {userId}.");
        if (await shop.Products.GetAsync(productId, cancellationToken: cancellationToken) is null)
            throw OrderRefusedException.Missing($"There is no product {productId}.");
    }
}
