using Tessera;

namespace Shop;

/// <summary>
/// Something that happened, as the table's stream told it; one partition per day. The sequence number of the stream record is part of the
/// key, so a record that is delivered twice makes one entry. Entries expire.
/// </summary>
[Entity<ShopTable>("LOG#{At:yyyy-MM-dd}", "{At}#{SequenceNumber}", Repository = "Log")]
public partial record LogEntry
{
    public required DateTimeOffset At { get; init; }
    public required string SequenceNumber { get; init; }
    public required LogEvent Event { get; init; }
    public required string UserId { get; init; }
    public required string Text { get; init; }
    [TimeToLive] public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>What a log entry tells of.</summary>
public enum LogEvent
{
    OrderPlaced,
    OrderShipped,
    CartExpired,
}
