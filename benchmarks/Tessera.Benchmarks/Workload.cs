using System.Text;

namespace Tessera.Benchmarks;

/// <summary>One kind of request, in many variants with different keys, and the size of a typical answer to it.</summary>
internal sealed record Workload(string Name, string Operation, byte[][] Bodies, int ResponseBytes)
{
    public const string Table = "Bench";
    public const int Partitions = 256;
    public const int ItemsPerPartition = 20;

    private const int Variants = 1024;

    public static string CreateTable { get; } =
        $$"""
        {"TableName":"{{Table}}","BillingMode":"PAY_PER_REQUEST",
         "KeySchema":[{"AttributeName":"PK","KeyType":"HASH"},{"AttributeName":"SK","KeyType":"RANGE"}],
         "AttributeDefinitions":[{"AttributeName":"PK","AttributeType":"S"},{"AttributeName":"SK","AttributeType":"S"}]}
        """;

    public static IEnumerable<Workload> All()
    {
        var item = ItemJson(0, 0).Length;
        yield return Of("GetItem", "GetItem", GetItem, item + 9);
        yield return Of("PutItem", "PutItem", PutItem, 2);
        yield return Of("Query of 20", "Query", Query, (item + 1) * ItemsPerPartition + 50);
        yield return Of("TransactWriteItems of 3", "TransactWriteItems", TransactWrite, 2);
    }

    public static IEnumerable<string> Items()
    {
        for (var partition = 0; partition < Partitions; partition++)
        {
            for (var order = 0; order < ItemsPerPartition; order++)
                yield return $$$"""{"TableName":"{{{Table}}}","Item":{{{ItemJson(partition, order)}}}}""";
        }
    }

    private static Workload Of(string name, string operation, Func<int, string> body, int responseBytes) =>
        new(name, operation, [.. Enumerable.Range(0, Variants).Select(variant => Encoding.UTF8.GetBytes(body(variant)))], responseBytes);

    private static string GetItem(int variant) => $$$"""{"TableName":"{{{Table}}}","Key":{{{KeyJson(variant % Partitions, variant % ItemsPerPartition)}}}}""";

    private static string PutItem(int variant) => $$$"""{"TableName":"{{{Table}}}","Item":{{{ItemJson(variant % Partitions, variant % ItemsPerPartition)}}}}""";

    private static string Query(int variant) =>
        $$$"""
        {"TableName":"{{{Table}}}","KeyConditionExpression":"PK = :user AND begins_with(SK, :order)",
         "ExpressionAttributeValues":{":user":{"S":"USER#{{{variant % Partitions:D5}}}"},":order":{"S":"ORDER#"}} }
        """;

    private static string TransactWrite(int variant)
    {
        var partition = variant % Partitions;
        return $$$"""
            {"TransactItems":[
              {"Put":{"TableName":"{{{Table}}}","Item":{{{ItemJson(partition, 0)}}}}},
              {"Update":{"TableName":"{{{Table}}}","Key":{{{KeyJson(partition, 1)}}},"UpdateExpression":"SET Attempts = Attempts + :one","ExpressionAttributeValues":{":one":{"N":"1"}} }},
              {"ConditionCheck":{"TableName":"{{{Table}}}","Key":{{{KeyJson(partition, 2)}}},"ConditionExpression":"attribute_exists(PK)"}}]}
            """;
    }

    private static string KeyJson(int partition, int order) =>
        $$$"""{"PK":{"S":"USER#{{{partition:D5}}}"},"SK":{"S":"ORDER#2025-01-{{{order + 1:D2}}}"}}""";

    /// <summary>An order of a web shop: about half a kilobyte.</summary>
    private static string ItemJson(int partition, int order) =>
        $$$$"""
        {"PK":{"S":"USER#{{{{partition:D5}}}}"},"SK":{"S":"ORDER#2025-01-{{{{order + 1:D2}}}}"},"Type":{"S":"Order"},"Status":{"S":"PENDING"},"Total":{"N":"129.95"},"Attempts":{"N":"0"},"Paid":{"BOOL":true},"Address":{"M":{"Street":{"S":"1 Long Street"},"City":{"S":"Springfield"},"Zip":{"S":"12345"}}},"Lines":{"L":[{"M":{"Sku":{"S":"SKU-001"},"Quantity":{"N":"2"}}},{"M":{"Sku":{"S":"SKU-002"},"Quantity":{"N":"1"}}}]},"Tags":{"SS":["gift","express"]}}
        """;
}
