using Microsoft.Playwright;

namespace Tessera.Samples.Tests;

/// <summary>The system's own browser: nothing is downloaded.</summary>
internal static class Chromium
{
    private const string PathVariable = "TESSERA_CHROMIUM";

    private static readonly string[] _paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] _arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Starts the browser, or skips the test and says what is missing.</summary>
    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        var path = Environment.GetEnvironmentVariable(PathVariable) ?? Array.Find(_paths, File.Exists);
        if (path is null)
            Assert.Skip($"No Chromium found at {string.Join(", ", _paths)}. Install it (Debian: apt-get install chromium), or set {PathVariable} to its path.");
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = _arguments });
    }
}
