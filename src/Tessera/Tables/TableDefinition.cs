using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Tessera;

/// <summary>The table model as the service describes tables: to create one, and to compare one.</summary>
internal static class TableDefinition
{
    public static CreateTableRequest Request(TableModel model, string tableName)
    {
        var request = new CreateTableRequest
        {
            TableName = tableName,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = Schema(model.PartitionKey, model.SortKey),
            AttributeDefinitions = [.. Attributes(model).Select(key => new AttributeDefinition(key.Name, TypeOf(key)))],
        };
        if (TypeOf(model.Stream) is { } view)
            request.StreamSpecification = new StreamSpecification { StreamEnabled = true, StreamViewType = view };
        foreach (var index in model.Indexes)
        {
            if (index.IsLocal)
                (request.LocalSecondaryIndexes ??= []).Add(Local(index));
            else
                (request.GlobalSecondaryIndexes ??= []).Add(Global(index));
        }

        return request;
    }

    public static bool IsActive(TableDescription table) =>
        table.TableStatus == TableStatus.ACTIVE && (table.GlobalSecondaryIndexes ?? []).All(index => index.IndexStatus is null || index.IndexStatus == IndexStatus.ACTIVE);

    /// <summary>What the table lacks or has otherwise, in words; more than the model has is no difference.</summary>
    public static List<string> Compare(TableModel model, TableDescription table)
    {
        var types = (table.AttributeDefinitions ?? []).ToDictionary(attribute => attribute.AttributeName, attribute => attribute.AttributeType.Value);
        var differences = new List<string>();
        CompareKeys("the table", Describe(model.PartitionKey, model.SortKey), Describe(table.KeySchema, types), differences);
        foreach (var index in model.Indexes)
            CompareIndex(index, table, types, differences);
        CompareStream(model, table, differences);
        return differences;
    }

    /// <summary>The same for time to live, which the service describes apart from the table.</summary>
    public static string? CompareTimeToLive(string attribute, TimeToLiveDescription? found)
    {
        if (!IsOn(found))
            return $"time to live is off, the model has it on the attribute '{attribute}'";
        return found!.AttributeName == attribute ? null : $"time to live is on the attribute '{found.AttributeName}', the model has it on '{attribute}'";
    }

    public static bool IsOn(TimeToLiveDescription? timeToLive) =>
        timeToLive?.TimeToLiveStatus is { } status && (status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING);

    private static void CompareStream(TableModel model, TableDescription table, List<string> differences)
    {
        if (TypeOf(model.Stream) is not { } expected)
            return;
        var found = table.StreamSpecification is { StreamEnabled: true } stream ? stream.StreamViewType : null;
        if (found is null)
            differences.Add($"the table has no stream, the model one of {expected}");
        else if (found != expected)
            differences.Add($"the table's stream carries {found}, the model's {expected}");
    }

    private static void CompareIndex(IndexModel index, TableDescription table, Dictionary<string, string> types, List<string> differences)
    {
        var global = table.GlobalSecondaryIndexes?.Find(candidate => candidate.IndexName == index.Name);
        var local = table.LocalSecondaryIndexes?.Find(candidate => candidate.IndexName == index.Name);
        var kind = index.IsLocal ? "local" : "global";
        if ((index.IsLocal ? local is null : global is null))
        {
            differences.Add($"the {kind} index '{index.Name}' is missing");
            return;
        }

        var schema = index.IsLocal ? local!.KeySchema : global!.KeySchema;
        var projection = index.IsLocal ? local!.Projection : global!.Projection;
        CompareKeys($"index '{index.Name}'", Describe(index.PartitionKey, index.SortKey), Describe(schema, types), differences);
        if (projection?.ProjectionType is { } type && type != TypeOf(index.Projection))
            differences.Add($"index '{index.Name}' projects {type}, the model {TypeOf(index.Projection)}");
        else if (projection is not null && index.Projection == IndexProjection.Include)
            CompareIncluded(index, [.. projection.NonKeyAttributes ?? [], .. (table.KeySchema ?? []).Concat(schema).Select(key => key.AttributeName)], differences);
    }

    /// <summary>A filter on an attribute that the index lacks would find nothing, silently. Keys are in every index.</summary>
    private static void CompareIncluded(IndexModel index, HashSet<string> projected, List<string> differences) =>
        differences.AddRange(index.NonKeyAttributes.Where(name => !projected.Contains(name)).Select(name => $"index '{index.Name}' does not project the attribute '{name}'"));

    private static void CompareKeys(string what, string expected, string found, List<string> differences)
    {
        if (expected != found)
            differences.Add($"{what} has the key ({found}), the model ({expected})");
    }

    private static string Describe(KeyModel partitionKey, KeyModel? sortKey) =>
        sortKey is null ? $"{partitionKey.Name} {TypeOf(partitionKey)}" : $"{partitionKey.Name} {TypeOf(partitionKey)}, {sortKey.Name} {TypeOf(sortKey)}";

    private static string Describe(List<KeySchemaElement> schema, Dictionary<string, string> types) =>
        string.Join(", ", schema.Select(element => $"{element.AttributeName} {types.GetValueOrDefault(element.AttributeName)}"));

    private static List<KeySchemaElement> Schema(KeyModel partitionKey, KeyModel? sortKey)
    {
        var schema = new List<KeySchemaElement> { new(partitionKey.Name, Amazon.DynamoDBv2.KeyType.HASH) };
        if (sortKey is not null)
            schema.Add(new(sortKey.Name, Amazon.DynamoDBv2.KeyType.RANGE));
        return schema;
    }

    private static IEnumerable<KeyModel> Attributes(TableModel model)
    {
        var all = new List<KeyModel?> { model.PartitionKey, model.SortKey };
        foreach (var index in model.Indexes)
            all.AddRange([index.PartitionKey, index.SortKey]);
        return all.OfType<KeyModel>().DistinctBy(key => key.Name);
    }

    private static GlobalSecondaryIndex Global(IndexModel index) => new()
    {
        IndexName = index.Name,
        KeySchema = Schema(index.PartitionKey, index.SortKey),
        Projection = ProjectionOf(index),
    };

    private static LocalSecondaryIndex Local(IndexModel index) => new()
    {
        IndexName = index.Name,
        KeySchema = Schema(index.PartitionKey, index.SortKey),
        Projection = ProjectionOf(index),
    };

    private static Projection ProjectionOf(IndexModel index) => new()
    {
        ProjectionType = TypeOf(index.Projection),
        NonKeyAttributes = index.Projection == IndexProjection.Include ? [.. index.NonKeyAttributes] : null,
    };

    private static ProjectionType TypeOf(IndexProjection projection) => projection switch
    {
        IndexProjection.KeysOnly => ProjectionType.KEYS_ONLY,
        IndexProjection.Include => ProjectionType.INCLUDE,
        _ => ProjectionType.ALL,
    };

    private static StreamViewType? TypeOf(StreamView view) => view switch
    {
        StreamView.KeysOnly => StreamViewType.KEYS_ONLY,
        StreamView.NewImage => StreamViewType.NEW_IMAGE,
        StreamView.OldImage => StreamViewType.OLD_IMAGE,
        StreamView.NewAndOldImages => StreamViewType.NEW_AND_OLD_IMAGES,
        _ => null,
    };

    private static ScalarAttributeType TypeOf(KeyModel key) => key.Type switch
    {
        KeyType.Number => ScalarAttributeType.N,
        KeyType.Binary => ScalarAttributeType.B,
        _ => ScalarAttributeType.S,
    };
}
