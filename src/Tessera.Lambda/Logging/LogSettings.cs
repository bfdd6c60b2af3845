using Microsoft.Extensions.Logging;

namespace Tessera.Lambda.Logging;

/// <summary>The logging settings of the function.</summary>
internal sealed record LogSettings(bool IsJson, LogLevel Level)
{
    public static LogSettings Read(Func<string, string?> variable) => new(
        string.Equals(variable("AWS_LAMBDA_LOG_FORMAT"), "JSON", StringComparison.OrdinalIgnoreCase),
        variable("AWS_LAMBDA_LOG_LEVEL")?.ToUpperInvariant() switch
        {
            "DEBUG" => LogLevel.Debug,
            "INFO" => LogLevel.Information,
            "WARN" => LogLevel.Warning,
            "ERROR" => LogLevel.Error,
            "FATAL" => LogLevel.Critical,
            _ => LogLevel.Trace,
        });

    /// <summary>The service's words for the levels.</summary>
    public static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARN",
        LogLevel.Error => "ERROR",
        _ => "FATAL",
    };
}
