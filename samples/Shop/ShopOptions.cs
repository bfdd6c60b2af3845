using System.Globalization;

namespace Shop;

/// <summary>The shop's settings: the section <c>Shop</c> of the configuration.</summary>
public sealed record ShopOptions
{
    /// <summary>How long a cart stays that nobody touches.</summary>
    public required TimeSpan CartLifetime { get; init; }

    /// <summary>Whether `tessera run` has started this function, with tables on this machine.</summary>
    public required bool IsLocalCloud { get; init; }

    public static ShopOptions Read(IConfiguration configuration) => new()
    {
        CartLifetime = configuration["Shop:CartLifetime"] is { } lifetime ? TimeSpan.Parse(lifetime, CultureInfo.InvariantCulture) : TimeSpan.FromMinutes(30),
        IsLocalCloud = Uri.TryCreate(configuration["AWS_ENDPOINT_URL_DYNAMODB"], UriKind.Absolute, out var endpoint) && endpoint.IsLoopback,
    };
}
