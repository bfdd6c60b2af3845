using Microsoft.Playwright;

namespace Tessera.Samples.Tests;

/// <summary>The browser of one test, which collects what goes wrong on its pages.</summary>
internal sealed class PageBrowser : IAsyncDisposable
{
    private const int Height = 900;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _problems = [];

    private PageBrowser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Exceptions of scripts, and errors on the console.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public static async Task<PageBrowser> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(45_000);
        var playwright = await Playwright.CreateAsync();
        return new PageBrowser(playwright, await Chromium.LaunchAsync(playwright));
    }

    public async Task<IPage> OpenAsync(Uri address, int width)
    {
        var page = await _browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = Height } });
        page.PageError += (_, error) => _problems.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _problems.Add(message.Text);
        };
        await page.GotoAsync(address.AbsoluteUri);
        return page;
    }

    /// <summary>
    /// Checks on a desktop and on a telephone that nothing is wider than the window, and keeps pictures of both, light and dark, for people to look at where
    /// TESSERA_SCREENSHOTS names a folder.
    /// </summary>
    public static async Task PicturesAsync(IPage page, string name)
    {
        foreach (var width in new[] { 1280, 420 })
        {
            await page.SetViewportSizeAsync(width, Height);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name}: the page is wider than {width} pixels.");
            if (Environment.GetEnvironmentVariable("TESSERA_SCREENSHOTS") is not { Length: > 0 } folder)
                continue;
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{width}-{scheme}.png"), FullPage = true });
            }
        }
    }

    /// <summary>Keeps a picture of what the window shows, where TESSERA_SCREENSHOTS names a folder.</summary>
    public static async Task WindowAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("TESSERA_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
