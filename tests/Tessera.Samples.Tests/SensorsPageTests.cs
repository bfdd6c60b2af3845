using Microsoft.Playwright;

namespace Tessera.Samples.Tests;

public sealed class SensorsPageTests
{
    [Fact]
    public async Task Page_SimulatedFleet_DrawsSeriesFleetAndAlarmsAsTheyCome()
    {
        await using var browser = await PageBrowser.StartAsync();
        await using var sensors = await SampleProcess.StartSensorsAsync(TestContext.Current.CancellationToken, ("Sensors__Interval", "00:00:01"));
        var page = await browser.OpenAsync(sensors.Address, 1280);

        await Assertions.Expect(page.Locator("#sensors button")).ToHaveCountAsync(12);
        await Assertions.Expect(page.Locator("#cleared-alarms [data-alarm]").First).ToContainTextAsync("> 28.0 °C");
        await Assertions.Expect(page.Locator("#fleet .bar")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#fleet-summary")).ToContainTextAsync("added up from four shards");
        var before = await ReadingsAsync(page);
        await Eventually.Async(() => ReadingsAsync(page), readings => readings > before);

        await page.Locator("#sensors button[data-sensor='S-02']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#series-title")).ToHaveTextAsync("S-02, Seedlings");
        await Assertions.Expect(page.Locator("#sensors button[data-sensor='S-02']")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#series .line")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#series .limit-name")).ToHaveTextAsync("limit 28°");
        await PageBrowser.PicturesAsync(page, "sensors");
        Assert.Empty(browser.Problems);

        await page.RouteAsync("**/api/**", route => route.AbortAsync());
        await Assertions.Expect(page.Locator("#status")).ToHaveTextAsync("The server does not answer. Trying again.");
        await page.UnrouteAllAsync();
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("12 sensors");
    }

    private static async Task<int> ReadingsAsync(IPage page)
    {
        var summary = await page.Locator("#series-summary").TextContentAsync() ?? "";
        return int.TryParse(summary.Split(' ')[0], out var readings) ? readings : 0;
    }
}
