using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SdkKeyType = Amazon.DynamoDBv2.KeyType;

namespace Tessera.Lambda.Local.Templates;

/// <summary>Tables of the template as requests. What a table must look like is left to whoever creates it: its messages are the service's.</summary>
internal static class TableReader
{
    private const string ThroughputAdvice = "Write BillingMode: PAY_PER_REQUEST, or add ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 }.";

    public static bool IsTable(ResourceNode resource) => resource.Type is "AWS::DynamoDB::Table" or "AWS::Serverless::SimpleTable";

    public static TableDefinition? Find(TemplateScope scope, ResourceNode resource) => resource.Type switch
    {
        "AWS::DynamoDB::Table" => new(resource.LogicalId, resource.Place, Table(scope, resource), TimeToLive(resource)),
        "AWS::Serverless::SimpleTable" => new(resource.LogicalId, resource.Place, SimpleTable(scope, resource), null),
        _ => null,
    };

    private static CreateTableRequest Table(TemplateScope scope, ResourceNode resource) => new()
    {
        TableName = scope.FindAttribute(resource.LogicalId, ""),
        AttributeDefinitions = [.. resource.Get("AttributeDefinitions").Items()
            .Select(item => new AttributeDefinition(item.Get("AttributeName").Text(), new ScalarAttributeType(item.Get("AttributeType").Text())))],
        KeySchema = KeySchema(resource.Get("KeySchema")),
        BillingMode = resource.Find("BillingMode") is { } mode ? new BillingMode(mode.Text()) : null,
        ProvisionedThroughput = TableThroughput(resource),
        OnDemandThroughput = OnDemand(resource.Find("OnDemandThroughput")),
        GlobalSecondaryIndexes = resource.Find("GlobalSecondaryIndexes")?.Items().Select(GlobalIndex).ToList(),
        LocalSecondaryIndexes = resource.Find("LocalSecondaryIndexes")?.Items().Select(LocalIndex).ToList(),
        StreamSpecification = Stream(resource.Find("StreamSpecification")),
        TableClass = resource.Find("TableClass") is { } tableClass ? new TableClass(tableClass.Text()) : null,
        DeletionProtectionEnabled = resource.Find("DeletionProtectionEnabled")?.Boolean(),
        Tags = resource.Find("Tags")?.Items().Select(tag => new Tag { Key = tag.Get("Key").Text(), Value = tag.Get("Value").Text() }).ToList(),
    };

    private static CreateTableRequest SimpleTable(TemplateScope scope, ResourceNode resource)
    {
        var key = resource.Find("PrimaryKey");
        var name = key?.Get("Name").Text() ?? "id";
        var type = key?.Find("Type")?.OneOf("String", "Number", "Binary") ?? "String";
        var throughput = Throughput(resource.Find("ProvisionedThroughput"));
        return new CreateTableRequest
        {
            TableName = scope.FindAttribute(resource.LogicalId, ""),
            AttributeDefinitions = [new AttributeDefinition(name, new ScalarAttributeType(type[..1]))],
            KeySchema = [new KeySchemaElement(name, SdkKeyType.HASH)],
            BillingMode = throughput is null ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED,
            ProvisionedThroughput = throughput,
        };
    }

    private static List<KeySchemaElement> KeySchema(TemplateNode node) =>
        [.. node.Items().Select(item => new KeySchemaElement(item.Get("AttributeName").Text(), new SdkKeyType(item.Get("KeyType").Text())))];

    /// <summary>The service's own message names no way out, and this is the first mistake that a template without a billing mode makes.</summary>
    private static ProvisionedThroughput? TableThroughput(ResourceNode resource)
    {
        if (resource.Find("ProvisionedThroughput") is { } written)
            return Throughput(written);
        var mode = resource.Find("BillingMode");
        if (mode is null)
            resource.Missing("ProvisionedThroughput", $"A table without a billing mode is PROVISIONED, and has no ProvisionedThroughput. {ThroughputAdvice}");
        else if (mode.Text() == "PROVISIONED")
            mode.Report($"A PROVISIONED table needs ProvisionedThroughput. {ThroughputAdvice}");
        return null;
    }

    private static ProvisionedThroughput? Throughput(TemplateNode? node) => node is null ? null : new ProvisionedThroughput(
        node.Get("ReadCapacityUnits").Integer(1, int.MaxValue), node.Get("WriteCapacityUnits").Integer(1, int.MaxValue));

    private static OnDemandThroughput? OnDemand(TemplateNode? node) => node is null ? null : new OnDemandThroughput
    {
        MaxReadRequestUnits = node.Find("MaxReadRequestUnits")?.Integer(-1, int.MaxValue),
        MaxWriteRequestUnits = node.Find("MaxWriteRequestUnits")?.Integer(-1, int.MaxValue),
    };

    private static GlobalSecondaryIndex GlobalIndex(TemplateNode node) => new()
    {
        IndexName = node.Get("IndexName").Text(),
        KeySchema = KeySchema(node.Get("KeySchema")),
        Projection = Projection(node.Get("Projection")),
        ProvisionedThroughput = Throughput(node.Find("ProvisionedThroughput")),
        OnDemandThroughput = OnDemand(node.Find("OnDemandThroughput")),
    };

    private static LocalSecondaryIndex LocalIndex(TemplateNode node) => new()
    {
        IndexName = node.Get("IndexName").Text(),
        KeySchema = KeySchema(node.Get("KeySchema")),
        Projection = Projection(node.Get("Projection")),
    };

    private static Projection Projection(TemplateNode node) => new()
    {
        ProjectionType = new ProjectionType(node.Get("ProjectionType").Text()),
        NonKeyAttributes = node.Find("NonKeyAttributes")?.Texts().ToList(),
    };

    /// <summary>CloudFormation has no StreamEnabled: a stream that is specified is on.</summary>
    private static StreamSpecification? Stream(TemplateNode? node) => node is null ? null : new StreamSpecification
    {
        StreamEnabled = true,
        StreamViewType = new StreamViewType(node.Get("StreamViewType").Text()),
    };

    private static string? TimeToLive(ResourceNode resource) =>
        resource.Find("TimeToLiveSpecification") is { } node && node.Get("Enabled").Boolean() ? node.Get("AttributeName").Text() : null;
}
