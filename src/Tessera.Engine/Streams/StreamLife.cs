using System.Globalization;
using Tessera.Engine.Catalog;

namespace Tessera.Engine.Streams;

/// <summary>How streams come, are disabled and go; each change is a part of the transaction that changes the table.</summary>
internal static class StreamLife
{
    private const string LabelFormat = "yyyy-MM-dd'T'HH:mm:ss.fff";

    /// <summary>Makes a stream of a table, and returns what the table's definition says of it.</summary>
    public static StreamSettings Enable(TableTransaction write, TableDefinition table, StreamViewType viewType, Guid id, DateTimeOffset statusDue)
    {
        var label = NewLabel(write, table);
        var keySpaceId = write.NextKeySpace();
        var state = new StreamState();
        var first = ShardChanges.First(state, write.Now);
        write.PutStream(new StreamDefinition
        {
            KeySpaceId = keySpaceId,
            Id = id,
            Region = table.Region,
            TableName = table.Name,
            Arn = ArnOf(table, label),
            Label = label,
            ViewType = viewType,
            Key = [.. table.KeySchema.Attributes.Select(attribute => (attribute.Name, attribute.KeyType))],
            CreationTime = write.Now,
            StatusDue = statusDue,
            Shards = [first],
        });
        state.Write(write.Store, keySpaceId);
        return new StreamSettings(Enabled: true, viewType, label, keySpaceId);
    }

    /// <summary>Closes the stream that a table has now, if it has one. It stays readable for a day.</summary>
    public static void Disable(TableTransaction write, TableDefinition table, DateTimeOffset statusDue)
    {
        if (table.Stream is { Enabled: true } settings)
            write.StreamOf(settings).Disable(statusDue);
    }

    /// <summary>Does what is due: shards are followed by others, and what is too old to be read goes.</summary>
    public static void CompleteDue(TableTransaction write, StreamDefinition stream)
    {
        if (stream.DisablingTime + StreamTimes.Retention <= write.Now)
        {
            write.DropKeySpace(stream.KeySpaceId);
            write.RemoveStream(stream);
            return;
        }
        var shards = write.StreamOf(stream);
        shards.Rotate();
        shards.RemoveOld();
    }

    public static string ArnOf(TableDefinition table, string label) => $"{table.Arn}/stream/{label}";

    /// <summary>The time to the millisecond; a little later where another stream of that table has it, as can be while the clock stands still.</summary>
    private static string NewLabel(TableTransaction write, TableDefinition table)
    {
        for (var time = write.Now.UtcDateTime; ; time = time.AddMilliseconds(1))
        {
            var label = time.ToString(LabelFormat, CultureInfo.InvariantCulture);
            if (write.Streams.Find(table.Region, ArnOf(table, label)) is null)
                return label;
        }
    }
}
