using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tessera.Lambda;

/// <summary>What one pass over a record of GetRecords finds: where it is, what a poller needs of it, and what is written otherwise in an event.</summary>
internal ref struct RecordScan(ReadOnlySpan<byte> partitionKey)
{
    /// <summary>Creation times beyond this are milliseconds: some producers send those.</summary>
    private const double SecondsMaximum = 100_000_000_000;

    private readonly ReadOnlySpan<byte> _partitionKey = partitionKey;

    public int Start { get; private set; }

    public int End { get; private set; }

    public string SequenceNumber { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public uint PartitionHash { get; private set; }

    public bool HasSourceArn { get; private set; }

    public RecordEdit CreationTime { get; private set; }

    public RecordEdit UserIdentity { get; private set; }

    /// <summary>Reads the record that the reader stands at the start of.</summary>
    public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        Start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("dynamodb"u8))
                ReadChange(ref reader, body);
            else if (reader.ValueTextEquals("userIdentity"u8))
                ReadUserIdentity(ref reader);
            else
                Skip(ref reader);
        }

        End = (int)reader.BytesConsumed;
    }

    private void Skip(ref Utf8JsonReader reader)
    {
        HasSourceArn |= reader.ValueTextEquals("eventSourceARN"u8);
        reader.Read();
        reader.Skip();
    }

    private void ReadChange(ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTime = reader.ValueTextEquals("ApproximateCreationDateTime"u8);
            var isSequence = reader.ValueTextEquals("SequenceNumber"u8);
            var isKeys = reader.ValueTextEquals("Keys"u8);
            reader.Read();
            if (isTime)
                ReadCreationTime(ref reader);
            else if (isSequence)
                SequenceNumber = reader.GetString()!;
            else if (isKeys)
                ReadKeys(ref reader, body);
            else
                reader.Skip();
        }
    }

    /// <summary>The partition key decides which records must stay in order. Where its name is not known, the whole key does.</summary>
    private void ReadKeys(ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        var start = (int)reader.TokenStartIndex;
        var found = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isPartitionKey = !_partitionKey.IsEmpty && reader.ValueTextEquals(_partitionKey);
            reader.Read();
            var valueStart = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isPartitionKey)
                (PartitionHash, found) = (Hash(body[valueStart..(int)reader.BytesConsumed]), true);
        }

        if (!found)
            PartitionHash = Hash(body[start..(int)reader.BytesConsumed]);
    }

    /// <summary>FNV-1a: the same in every process, unlike <see cref="HashCode"/>.</summary>
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var one in bytes)
            hash = (hash ^ one) * 16777619u;
        // The last characters of keys often differ by one bit pattern alone; mix them into the low bits that choose a lane.
        return hash ^ (hash >> 15);
    }

    private void ReadCreationTime(ref Utf8JsonReader reader)
    {
        var isNumber = reader.TokenType == JsonTokenType.Number;
        var seconds = isNumber ? reader.GetDouble() : ParseTime(reader.GetString()!);
        CreatedAt = DateTimeOffset.UnixEpoch.AddTicks((long)((seconds > SecondsMaximum ? seconds / 1000 : seconds) * TimeSpan.TicksPerSecond));
        if (!isNumber || reader.ValueSpan.IndexOfAny((byte)'e', (byte)'E') >= 0)
            CreationTime = new((int)reader.TokenStartIndex, (int)reader.BytesConsumed, Format(seconds));
    }

    private static double ParseTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (double)(time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerSecond
            : throw new JsonException($"ApproximateCreationDateTime is '{text}', which is no time.");

    private static byte[] Format(double seconds)
    {
        Span<byte> text = stackalloc byte[64];
        Utf8Formatter.TryFormat(Math.Round((decimal)seconds, 3), text, out var length);
        return text[..length].ToArray();
    }

    private void ReadUserIdentity(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
            return;
        string? type = null;
        string? principal = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("Type"u8) || reader.ValueTextEquals("type"u8);
            var isPrincipal = reader.ValueTextEquals("PrincipalId"u8) || reader.ValueTextEquals("principalId"u8);
            reader.Read();
            if (isType)
                type = reader.GetString();
            else if (isPrincipal)
                principal = reader.GetString();
            else
                reader.Skip();
        }

        UserIdentity = new(start, (int)reader.BytesConsumed, WriteUserIdentity(type, principal));
    }

    private static byte[] WriteUserIdentity(string? type, string? principal) =>
        Encoding.UTF8.GetBytes($"{{\"type\":\"{JsonEncodedText.Encode(type ?? "")}\",\"principalId\":\"{JsonEncodedText.Encode(principal ?? "")}\"}}");
}
