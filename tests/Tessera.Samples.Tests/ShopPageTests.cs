using Microsoft.Playwright;

namespace Tessera.Samples.Tests;

public sealed class ShopPageTests
{
    [Fact]
    public async Task Page_OrderPlaced_ShowsStockOrderAndWhatHappened()
    {
        await using var browser = await PageBrowser.StartAsync();
        await using var shop = await SampleProcess.StartShopAsync(TestContext.Current.CancellationToken);
        var page = await browser.OpenAsync(shop.Address, 1280);

        var widget = page.Locator("[data-product='458']");
        await Assertions.Expect(widget.Locator(".stock")).ToHaveTextAsync("3 in stock");
        await widget.Locator(".add").ClickAsync();
        await widget.Locator(".add").ClickAsync();
        await Assertions.Expect(page.Locator("#cart-total")).ToHaveTextAsync("498.00");
        await Assertions.Expect(page.Locator("#cart-expiry")).ToContainTextAsync("Kept until");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#cart")).ToContainTextAsync("2 × Widget Gold");
        await page.Locator("#place-order").ClickAsync();

        await Assertions.Expect(widget.Locator(".stock")).ToHaveTextAsync("1 in stock");
        await Assertions.Expect(page.Locator("#orders [data-order] .chip")).ToHaveTextAsync("Pending");
        await Assertions.Expect(page.Locator("#orders .items")).ToContainTextAsync("2 × Widget Gold");
        await Assertions.Expect(page.Locator("#cart")).ToHaveTextAsync("Nothing yet.");

        await page.Locator("#pending .ship").ClickAsync();
        await Assertions.Expect(page.Locator("#orders [data-order] .chip")).ToHaveTextAsync("Shipped");
        await Assertions.Expect(page.Locator("#pending")).ToHaveTextAsync("Nothing is waiting.");
        await Assertions.Expect(page.Locator("#log li").First).ToContainTextAsync("shipped");
        await Assertions.Expect(page.Locator("#log li")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#sales li")).ToContainTextAsync("1 order, 1 shipped");
        await PageBrowser.PicturesAsync(page, "shop-order-shipped");
        Assert.Empty(browser.Problems);
    }

    [Fact]
    public async Task Page_CartLeftAlone_EmptiesItAndLogsIt()
    {
        await using var browser = await PageBrowser.StartAsync();
        await using var shop = await SampleProcess.StartShopAsync(TestContext.Current.CancellationToken, ("Shop__CartLifetime", "00:00:05"));
        var page = await browser.OpenAsync(shop.Address, 420);

        await page.Locator("[data-product='511'] .add").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#cart")).ToContainTextAsync("1 × Notebook A5");

        await Assertions.Expect(page.Locator("#cart")).ToHaveTextAsync("Nothing yet.");
        await Assertions.Expect(page.Locator("#to-cart")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#log [data-event='CartExpired']")).ToContainTextAsync("a cart with 1 product expired");
        await PageBrowser.PicturesAsync(page, "shop-cart-expired");
        Assert.Empty(browser.Problems);
    }

    [Fact]
    public async Task Page_OfOneColumn_HasAWayToTheCartBelow()
    {
        await using var browser = await PageBrowser.StartAsync();
        await using var shop = await SampleProcess.StartShopAsync(TestContext.Current.CancellationToken);
        var page = await browser.OpenAsync(shop.Address, 420);
        var way = page.Locator("#to-cart");

        await Assertions.Expect(way).ToBeHiddenAsync();
        await page.Locator("[data-product='511'] .add").ClickAsync();
        await page.Locator("[data-product='511'] .add").ClickAsync();
        await Assertions.Expect(page.Locator("#cart")).ToContainTextAsync("2 × Notebook A5");
        await page.EvaluateAsync("scrollTo(0, 0)");
        await Assertions.Expect(way).ToHaveTextAsync("Cart 2");
        await PageBrowser.WindowAsync(page, "shop-way-to-cart");

        await way.ClickAsync();
        await Assertions.Expect(page.Locator("#place-order")).ToBeInViewportAsync();
        await Assertions.Expect(way).ToBeHiddenAsync();
        await PageBrowser.WindowAsync(page, "shop-at-the-cart");
        Assert.Empty(browser.Problems);
    }

    [Fact]
    public async Task Page_MoreOrderedThanInStock_SaysSoKeepsTheCartAndWaitsForALostServer()
    {
        await using var browser = await PageBrowser.StartAsync();
        await using var shop = await SampleProcess.StartShopAsync(TestContext.Current.CancellationToken);
        var page = await browser.OpenAsync(shop.Address, 1280);

        var grinder = page.Locator("[data-product='621']");
        await grinder.Locator(".add").ClickAsync();
        await grinder.Locator(".add").ClickAsync();
        await Assertions.Expect(page.Locator("#cart")).ToContainTextAsync("2 × Hand Grinder");
        await page.Locator("#place-order").ClickAsync();

        await Assertions.Expect(page.Locator("#toast")).ToContainTextAsync("There are not 2 of Hand Grinder in stock");
        await Assertions.Expect(grinder.Locator(".stock")).ToHaveTextAsync("1 in stock");
        await Assertions.Expect(page.Locator("#cart")).ToContainTextAsync("2 × Hand Grinder");
        await Assertions.Expect(page.Locator("#orders")).ToHaveTextAsync("No orders yet.");
        await PageBrowser.PicturesAsync(page, "shop-refused");

        await page.RouteAsync("**/api/**", route => route.AbortAsync());
        await Assertions.Expect(page.Locator("#toast")).ToHaveTextAsync("The server does not answer. Trying again.");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#toast")).ToHaveTextAsync("The server does not answer. Trying again.");
        await page.UnrouteAllAsync();
        await Assertions.Expect(page.Locator("#cart")).ToContainTextAsync("2 × Hand Grinder");

        // Lost after the products are there.
        await page.RouteAsync("**/cart", route => route.AbortAsync());
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#toast")).ToHaveTextAsync("The server does not answer. Trying again.");
        await Assertions.Expect(grinder.Locator(".stock")).ToHaveTextAsync("1 in stock");
        await page.UnrouteAllAsync();
        await Assertions.Expect(page.Locator("#cart")).ToContainTextAsync("2 × Hand Grinder");
    }
}
