using System.Globalization;
using System.Text;

namespace Tessera.Tests.Streams;

/// <summary>Writes Lambda events of a table whose key is PK, as the service does.</summary>
internal static class StreamEvents
{
    public const string Arn = "arn:aws:dynamodb:us-east-1:123456789012:table/shop/stream/2025-01-01T00:00:00.000";

    public static TableModel Table { get; } = new() { Name = "shop", PartitionKey = new KeyModel("PK"), SortKey = new KeyModel("SK"), EntityTypeAttribute = "EntityType" };

    /// <summary>An event of records named <c>a1</c>: the letter is the partition key, the whole the sort key; the n-th has the sequence number n.</summary>
    public static ReadOnlyMemory<byte> Of(string names, string more = "")
    {
        var records = names.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((name, index) => Record(index + 1, Keys(name[..1], name), """{"EntityType":{"S":"Thing"}}"""));
        return Event(more, [.. records]);
    }

    public static ReadOnlyMemory<byte> Event(string more, params string[] records) => Utf8("{\"Records\":[" + string.Join(',', records) + "]" + more + "}");

    public static string Record(int number, string keys, string? newImage = null, string? oldImage = null, string eventName = "INSERT", string arn = Arn, string more = "")
    {
        var images = (newImage is null ? "" : $",\"NewImage\":{newImage}") + (oldImage is null ? "" : $",\"OldImage\":{oldImage}");
        return $$"""
            {"eventID":"id{{Text(number)}}","eventName":"{{eventName}}","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1","dynamodb":{"ApproximateCreationDateTime":1735689600,"Keys":{{keys}}{{images}},"SequenceNumber":"{{Text(number)}}","SizeBytes":54,"StreamViewType":"NEW_AND_OLD_IMAGES"},"eventSourceARN":"{{arn}}"{{more}}}
            """;
    }

    public static string Keys(string partitionKey, string sortKey) => $$$"""{"PK":{"S":"{{{partitionKey}}}"},"SK":{"S":"{{{sortKey}}}"}}""";

    public static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    /// <summary>The reported numbers of an answer, as <c>3 4</c>.</summary>
    public static string Reported(ReadOnlyMemory<byte> answer)
    {
        using var json = System.Text.Json.JsonDocument.Parse(answer);
        return string.Join(' ', json.RootElement.GetProperty("batchItemFailures").EnumerateArray().Select(item => item.GetProperty("itemIdentifier").GetString()));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
