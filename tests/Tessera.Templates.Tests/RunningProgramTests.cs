using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tessera.Templates.Tests;

/// <summary>What a test starts does not outlive it, however its start fails.</summary>
public sealed class RunningProgramTests
{
    [Fact]
    public async Task Start_ThatFailsWhileItReads_EndsTheProgram()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It needs a shell.");
        var impatient = new Regex("(x+x+)+y", RegexOptions.None, TimeSpan.FromMilliseconds(1));
        var file = Path.GetTempFileName();
        try
        {
            var shell = new ProcessStartInfo("/bin/sh", ["-c", $"echo $$ > {file}; echo {new string('x', 1000)}; sleep 600"]);

            await Assert.ThrowsAsync<RegexMatchTimeoutException>(() => RunningProgram.StartAsync(shell, impatient));

            var id = int.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
            Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
