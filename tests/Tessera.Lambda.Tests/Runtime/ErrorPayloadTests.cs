using System.Text;
using System.Text.Json;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Tests.Runtime;

public sealed class ErrorPayloadTests
{
    [Fact]
    public void Write_AggregateException_HasEachCause()
    {
        var json = Write(new AggregateException("both", new IOException("one"), new InvalidOperationException("two \"\n")));

        Assert.Equal(
            """{"errorType":"AggregateException","errorMessage":"both (one) (two \"\n)","stackTrace":[]"""
            + ""","cause":{"errorType":"IOException","errorMessage":"one","stackTrace":[]},"causes":[{"errorType":"IOException","errorMessage":"one","stackTrace":[]},"""
            + """{"errorType":"InvalidOperationException","errorMessage":"two \"\n","stackTrace":[]}]}""",
            json);
    }

    [Fact]
    public void Write_Thrown_HasALinePerFrame()
    {
        var exception = Assert.Throws<FormatException>(() => { _ = int.Parse("x", System.Globalization.CultureInfo.InvariantCulture); });

        using var json = JsonDocument.Parse(Write(exception));

        Assert.All(json.RootElement.GetProperty("stackTrace").EnumerateArray(), line => Assert.StartsWith("at ", line.GetString(), StringComparison.Ordinal));
        Assert.True(json.RootElement.GetProperty("stackTrace").GetArrayLength() > 1);
    }

    [Fact]
    public void Write_LargerThanTheServiceTakes_IsShortened()
    {
        var json = Write(new InvalidOperationException(new string('x', 300_000)));

        Assert.InRange(json.Length, 4096, 5000);
        Assert.EndsWith("(shortened: the error exceeded the maximum payload size of 262144 bytes)\",\"stackTrace\":[]}", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_CausesWithoutEnd_EndSomewhere()
    {
        Exception exception = new InvalidOperationException("0");
        for (var depth = 1; depth < 100; depth++)
            exception = new InvalidOperationException($"{depth}", exception);

        using var json = JsonDocument.Parse(Write(exception));

        Assert.Equal("99", json.RootElement.GetProperty("errorMessage").GetString());
    }

    private static string Write(Exception exception)
    {
        using var payload = ErrorPayload.Write(exception);
        return Encoding.UTF8.GetString(payload.WrittenSpan);
    }
}
