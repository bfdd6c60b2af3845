using System.Text;
using System.Text.Json;

namespace Tessera;

/// <summary>Derives event filters from subscriptions: entities with the same events share a pattern, so there are at most four.</summary>
internal static class StreamFilterPatterns
{
    public static IReadOnlyList<string> Of(StreamHandlerModel handler)
    {
        if (handler.TakesEveryRecord || handler.HandlesWindows)
            return [];
        var entities = handler.Subscriptions.GroupBy(subscription => subscription.Entity, StringComparer.Ordinal)
            .Select(group => (Entity: group.Key, Events: group.Select(subscription => subscription.Event).ToHashSet()))
            .OrderBy(entity => entity.Entity, StringComparer.Ordinal)
            .ToList();
        return
        [
            .. Pattern(handler, "NewImage", ["INSERT", "MODIFY"], entities.Where(e => e.Events.Contains(StreamEvent.Inserted) && e.Events.Contains(StreamEvent.Modified))),
            .. Pattern(handler, "NewImage", ["INSERT"], entities.Where(e => e.Events.Contains(StreamEvent.Inserted) && !e.Events.Contains(StreamEvent.Modified))),
            .. Pattern(handler, "NewImage", ["MODIFY"], entities.Where(e => e.Events.Contains(StreamEvent.Modified) && !e.Events.Contains(StreamEvent.Inserted))),
            .. Pattern(handler, "OldImage", ["REMOVE"], entities.Where(e => e.Events.Contains(StreamEvent.Removed))),
        ];
    }

    private static IEnumerable<string> Pattern(
        StreamHandlerModel handler, string image, string[] events, IEnumerable<(string Entity, HashSet<StreamEvent> Events)> entities)
    {
        string[] names = [.. entities.Select(entity => entity.Entity)];
        if (names.Length == 0)
            yield break;
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
            Write(writer, handler.Table.EntityTypeAttribute, image, events, names);
        yield return Encoding.UTF8.GetString(json.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, string? entityTypeAttribute, string image, string[] events, string[] names)
    {
        writer.WriteStartObject();
        WriteTexts(writer, "eventName", events);
        if (entityTypeAttribute is not null)
        {
            writer.WriteStartObject("dynamodb");
            writer.WriteStartObject(image);
            writer.WriteStartObject(entityTypeAttribute);
            WriteTexts(writer, "S", names);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, string[] texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
