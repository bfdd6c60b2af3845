using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tessera.Lambda.Local;

/// <summary>What the log says of records of a stream that failed. Keys are the developer's own, so they are shown.</summary>
internal static class StreamFailureText
{
    private const int NamedMax = 3;

    /// <summary>Such as <c>2 records, 1 failed, tried again in 8 s (attempt 5 of 11)</c>.</summary>
    public static string Of(EventSourceMappingFailure failure) =>
        failure.RetryIn is { } delay ? Retry(failure, delay) : GivenUp(failure);

    public static string Count(int records) => records == 1 ? "1 record" : string.Create(CultureInfo.InvariantCulture, $"{records} records");

    private static string Retry(EventSourceMappingFailure failure, TimeSpan delay)
    {
        var what = failure.LastCall is { RecordCount: > 0 } call ? $"{Count(call.RecordCount)}, {failure.FailedCount} failed" : "the end of a window failed";
        var last = failure.AttemptsLeft is { } left ? $" of {failure.Attempts + left}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{what}, tried again in {delay.TotalSeconds:0.###} s (attempt {failure.Attempts + 1}{last})");
    }

    private static string GivenUp(EventSourceMappingFailure failure)
    {
        var what = failure.Records.Count > 0 ? Count(failure.Records.Count) : "the end of a window";
        var named = string.Join("; ", failure.Records.Take(NamedMax).Select(Name));
        var more = failure.Records.Count > NamedMax ? $" and {failure.Records.Count - NamedMax} more" : "";
        return $"{what} given up after {(failure.Attempts == 1 ? "1 attempt" : $"{failure.Attempts} attempts")} ({failure.Condition}): {named}{more}".TrimEnd(':', ' ');
    }

    /// <summary>Such as <c>INSERT {"PK":{"S":"USER#1"}}</c>.</summary>
    private static string Name(ReadOnlyMemory<byte> record)
    {
        try
        {
            using var json = JsonDocument.Parse(record);
            return $"{json.RootElement.GetProperty("eventName")} {json.RootElement.GetProperty("dynamodb").GetProperty("Keys").GetRawText()}";
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Encoding.UTF8.GetString(record.Span);
        }
    }
}
