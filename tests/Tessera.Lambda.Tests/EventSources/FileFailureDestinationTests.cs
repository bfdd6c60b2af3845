namespace Tessera.Lambda.Tests.EventSources;

/// <summary>The destination that appends to a file.</summary>
public sealed class FileFailureDestinationTests
{
    [Fact]
    public async Task SendAsync_FromManyAtOnce_WritesALineEach()
    {
        var folder = Directory.CreateTempSubdirectory("tessera-");
        try
        {
            var path = Path.Combine(folder.FullName, "failures", "orders.jsonl");
            using var destination = new FileFailureDestination(path);

            await Task.WhenAll(Enumerable.Range(0, 20).Select(number => destination.SendAsync(System.Text.Encoding.UTF8.GetBytes($"{{\"n\":{number:D2}}}"), CancellationToken.None)));

            Assert.Equal(Enumerable.Range(0, 20).Select(number => $"{{\"n\":{number:D2}}}"), (await File.ReadAllLinesAsync(path)).Order(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
