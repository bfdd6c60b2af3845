using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Tessera.Lambda;

/// <summary>Writes what an on-failure destination gets.</summary>
internal static class FailureRecord
{
    public const string RetriesExhausted = "RetryAttemptsExhausted";
    public const string AgeExceeded = "RecordAgeExceeded";

    /// <summary>Writes the record of a segment that is given up. The record's first and last are those of the batch; of a window's final call there are none.</summary>
    public static ReadOnlyMemory<byte> Write(MappingContext mapping, string shardId, BatchSegment segment, string condition, FunctionResult? result)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteRequestContext(json, mapping, segment, condition, result);
            if (result is not null)
                WriteResponseContext(json, result);
            json.WriteString("version", "1.0");
            json.WriteString("timestamp", mapping.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            WriteBatch(json, mapping, shardId, segment.Records.Span);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteRequestContext(Utf8JsonWriter json, MappingContext mapping, BatchSegment segment, string condition, FunctionResult? result)
    {
        json.WriteStartObject("requestContext");
        json.WriteString("requestId", result?.RequestId ?? Guid.NewGuid().ToString());
        json.WriteString("functionArn", mapping.FunctionArn);
        json.WriteString("condition", condition);
        json.WriteNumber("approximateInvokeCount", segment.Invocations);
        json.WriteEndObject();
    }

    private static void WriteResponseContext(Utf8JsonWriter json, FunctionResult result)
    {
        json.WriteStartObject("responseContext");
        json.WriteNumber("statusCode", 200);
        json.WriteString("executedVersion", "$LATEST");
        json.WriteString("functionError", result.FunctionError);
        json.WriteEndObject();
    }

    private static void WriteBatch(Utf8JsonWriter json, MappingContext mapping, string shardId, ReadOnlySpan<EventRecord> records)
    {
        json.WriteStartObject("DDBStreamBatchInfo");
        json.WriteString("shardId", shardId);
        if (records.Length > 0)
        {
            json.WriteString("startSequenceNumber", records[0].SequenceNumber);
            json.WriteString("endSequenceNumber", records[^1].SequenceNumber);
            json.WriteString("approximateArrivalOfFirstRecord", Format(records[0].CreatedAt));
            json.WriteString("approximateArrivalOfLastRecord", Format(records[^1].CreatedAt));
        }

        json.WriteNumber("batchSize", records.Length);
        json.WriteString("streamArn", mapping.StreamArn);
        json.WriteEndObject();
    }

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
