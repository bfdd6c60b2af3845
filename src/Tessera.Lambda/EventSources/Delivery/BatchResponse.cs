using System.Text.Json;

namespace Tessera.Lambda;

/// <summary>What a function's answer says about a batch, by the service's rules. Immutable.</summary>
/// <param name="DoneCount">How many records from the first on are done.</param>
/// <param name="State">The window's new state as JSON text; <see langword="null"/> when the answer has none.</param>
/// <param name="Error">Why records are not done; <see langword="null"/> when all are.</param>
/// <param name="FailedCount">How many records the answer names; <see langword="null"/> when it names none, or wrong ones.</param>
internal sealed record BatchResponse(int DoneCount, string? State, string? Error, int? FailedCount = null)
{
    /// <summary>Reads an answer.</summary>
    /// <param name="payload">The answer.</param>
    /// <param name="records">The batch.</param>
    /// <param name="reportsFailures">Whether the answer may name failed records.</param>
    public static BatchResponse Read(ReadOnlyMemory<byte> payload, ReadOnlySpan<EventRecord> records, bool reportsFailures)
    {
        if (payload.Span.Trim(" \t\r\n"u8).IsEmpty)
            return new(records.Length, null, null);
        try
        {
            using var document = JsonDocument.Parse(payload);
            return Read(document.RootElement, records, reportsFailures);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second is for text that is not UTF-8, which is found when the text is read.
            return new(0, null, $"The function's response is not JSON: {error.Message}");
        }
    }

    private static BatchResponse Read(JsonElement response, ReadOnlySpan<EventRecord> records, bool reportsFailures)
    {
        if (response.ValueKind != JsonValueKind.Object)
            return new(records.Length, null, null);
        var state = response.TryGetProperty("state"u8, out var returned) && returned.ValueKind != JsonValueKind.Null ? returned.GetRawText() : null;
        if (!reportsFailures || !response.TryGetProperty("batchItemFailures"u8, out var failures) || failures.ValueKind == JsonValueKind.Null)
            return new(records.Length, state, null);
        if (failures.ValueKind != JsonValueKind.Array)
            return new(0, state, "The function's batchItemFailures is not a list.");
        if (failures.GetArrayLength() == 0)
            return new(records.Length, state, null);
        return ReadFailures(failures, records, state);
    }

    /// <summary>Everything before the first record that failed is done; an entry that names no record of the batch fails all of it.</summary>
    private static BatchResponse ReadFailures(JsonElement failures, ReadOnlySpan<EventRecord> records, string? state)
    {
        var failed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var failure in failures.EnumerateArray())
        {
            if (FindIdentifier(failure) is not { Length: > 0 } identifier)
                return new(0, state, "The function reported a failed record without its itemIdentifier.");
            failed.Add(identifier);
        }

        var done = records.Length;
        var found = 0;
        for (var index = 0; index < records.Length; index++)
        {
            if (!failed.Contains(records[index].SequenceNumber))
                continue;
            done = Math.Min(done, index);
            found++;
        }

        return found == failed.Count
            ? new(done, state, $"The function reported {found} failed records.", found)
            : new(0, state, "The function reported failed records that are not in the batch.");
    }

    private static string? FindIdentifier(JsonElement failure) =>
        failure.ValueKind == JsonValueKind.Object && failure.TryGetProperty("itemIdentifier"u8, out var identifier) && identifier.ValueKind == JsonValueKind.String
            ? identifier.GetString()
            : null;
}
