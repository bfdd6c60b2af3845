using Microsoft.Playwright;

namespace Tessera.Samples.Tests;

public sealed class ShopPageTests
{
    [Fact]
    public async Task Page_OrderPlaced_ShowsStockAndOrderChanged()
    {
        var stop = TestContext.Current.CancellationToken;
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var shop = await ShopProcess.StartAsync(stop);
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        var problems = new List<string>();
        page.PageError += (_, error) => problems.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                problems.Add(message.Text);
        };
        await page.GotoAsync(shop.Address.AbsoluteUri);

        var widget = page.Locator("[data-product='458']");
        await Assertions.Expect(widget.Locator(".stock")).ToHaveTextAsync("3 in stock");
        await widget.Locator(".add").ClickAsync();
        await widget.Locator(".add").ClickAsync();
        await Assertions.Expect(page.Locator("#cart-total")).ToHaveTextAsync("498.00");
        await page.Locator("#place-order").ClickAsync();

        await Assertions.Expect(widget.Locator(".stock")).ToHaveTextAsync("1 in stock");
        await Assertions.Expect(page.Locator("#orders [data-order] .chip")).ToHaveTextAsync("Pending");
        await Assertions.Expect(page.Locator("#orders .items")).ToContainTextAsync("2 × Widget Gold");
        await ScreenshotAsync(page, "shop-order-placed.png");

        await page.Locator("#pending .ship").ClickAsync();
        await Assertions.Expect(page.Locator("#orders [data-order] .chip")).ToHaveTextAsync("Shipped");
        await Assertions.Expect(page.Locator("#pending")).ToHaveTextAsync("Nothing is waiting.");
        Assert.Empty(problems);
    }

    [Fact]
    public async Task Page_MoreOrderedThanInStock_SaysSoAndKeepsTheCart()
    {
        var stop = TestContext.Current.CancellationToken;
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var shop = await ShopProcess.StartAsync(stop);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(shop.Address.AbsoluteUri);

        var grinder = page.Locator("[data-product='621']");
        await grinder.Locator(".add").ClickAsync();
        await grinder.Locator(".add").ClickAsync();
        await page.Locator("#place-order").ClickAsync();

        await Assertions.Expect(page.Locator("#toast")).ToContainTextAsync("There are not 2 of Hand Grinder in stock");
        await Assertions.Expect(grinder.Locator(".stock")).ToHaveTextAsync("1 in stock");
        await Assertions.Expect(page.Locator("#cart")).ToContainTextAsync("2 × Hand Grinder");
        await Assertions.Expect(page.Locator("#orders")).ToHaveTextAsync("No orders yet.");
    }

    /// <summary>Keeps a picture for people to look at where TESSERA_SCREENSHOTS names a folder.</summary>
    private static async Task ScreenshotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("TESSERA_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name), FullPage = true });
    }
}
