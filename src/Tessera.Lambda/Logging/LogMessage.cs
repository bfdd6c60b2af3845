using Microsoft.Extensions.Logging;

namespace Tessera.Lambda.Logging;

/// <summary>One message of the log, with its values by name where it has some.</summary>
internal readonly record struct LogMessage(
    LogLevel Level, string Category, string Text, Exception? Exception, IReadOnlyList<KeyValuePair<string, object?>>? Properties);
