using System.Text;
using Microsoft.Extensions.Logging;
using Tessera.Lambda.Logging;
using Tessera.Testing;

namespace Tessera.Lambda.Tests.Logging;

public sealed partial class LogLineTests
{
    [Fact]
    public void Json_Message_HasTheInvocationItsValuesAndItsScope()
    {
        var text = Write("JSON", null, log =>
        {
            using (log.BeginScope(new Dictionary<string, object?> { ["RequestId"] = "other", ["Tenant"] = "blue" }))
                Placed(log, "o\"1", 12.5m, null);
        });

        Assert.Equal(
            """{"timestamp":"2025-01-01T00:00:00.000Z","level":"INFO","requestId":"r1","traceId":"1-5759e988-bd862e3fe1be46a994272793","logger":"Shop","message":"Order o\"1 placed for 12.5 by (null)","Order":"o\"1","Total":12.5,"User":null,"Tenant":"blue"}"""
            + "\n",
            text);
    }

    [Fact]
    public void Json_Exception_HasTypeMessageAndTrace()
    {
        var text = Write("JSON", null, log => Failed(log, new InvalidOperationException("why")));

        Assert.Contains("\"level\":\"ERROR\"", text, StringComparison.Ordinal);
        Assert.EndsWith("""
            "errorType":"System.InvalidOperationException","errorMessage":"why","stackTrace":"System.InvalidOperationException: why"}

            """, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_Message_IsOneLineOfTabs()
    {
        var text = Write(null, null, log => Placed(log, "1", 2, "u"));

        Assert.Equal("2025-01-01T00:00:00.000Z\tr1\tINFO\tShop: Order 1 placed for 2 by u\n", text);
    }

    [Theory]
    [InlineData("ERROR", "")]
    [InlineData("WARN", "")]
    [InlineData("INFO", "INFO")]
    [InlineData("debug", "INFO")]
    [InlineData(null, "INFO")]
    public void Level_OfTheFunction_HoldsBackWhatIsBelow(string? level, string expected)
    {
        var text = Write(null, level, log => Placed(log, "1", 2, "u"));

        Assert.Equal(expected, text.Length == 0 ? "" : text.Split('\t')[2]);
    }

    private static string Write(string? format, string? level, Action<ILogger> write)
    {
        var settings = LogSettings.Read(name => name == "AWS_LAMBDA_LOG_FORMAT" ? format : level);
        using var output = new MemoryStream();
        using var provider = new LambdaLoggerProvider(settings, new ManualClock(), output);
        LambdaContext.Current = new LambdaContext { RequestId = "r1", TraceId = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1" };
        write(provider.CreateLogger("Shop"));
        LambdaContext.Current = null;
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [LoggerMessage(LogLevel.Information, "Order {Order} placed for {Total} by {User}")]
    private static partial void Placed(ILogger log, string order, decimal total, string? user);

    [LoggerMessage(LogLevel.Error, "It failed")]
    private static partial void Failed(ILogger log, Exception exception);
}
