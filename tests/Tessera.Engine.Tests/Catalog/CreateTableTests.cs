using Tessera.Engine.Tests.Kit;

namespace Tessera.Engine.Tests.Catalog;

public sealed class CreateTableTests : IDisposable
{
    private const string KeyA = """ "KeySchema":[{"AttributeName":"a","KeyType":"HASH"}] """;
    private const string DefineA = """ "AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}] """;
    private const string OnDemand = """ "BillingMode":"PAY_PER_REQUEST" """;

    private readonly EngineUnderTest _engine = new();

    [Fact]
    public void CreateTable_OnDemand_IsDescribedAsTheServiceDoes()
    {
        var created = _engine.Do("CreateTable", $$"""{"TableName":"Users",{{KeyA}},{{DefineA}},{{OnDemand}}}""");
        var id = created.Text("TableDescription.TableId");
        created.ShouldBe($$$"""
            {"TableDescription":{
              "AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],"TableName":"Users","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],
              "TableStatus":"CREATING","CreationDateTime":1767323045.678,
              "ProvisionedThroughput":{"NumberOfDecreasesToday":0,"ReadCapacityUnits":0,"WriteCapacityUnits":0},
              "TableSizeBytes":0,"ItemCount":0,"TableArn":"arn:aws:dynamodb:us-east-1:000000000000:table/Users","TableId":"{{{id}}}",
              "BillingModeSummary":{"BillingMode":"PAY_PER_REQUEST"},"DeletionProtectionEnabled":false,
              "WarmThroughput":{"ReadUnitsPerSecond":12000,"WriteUnitsPerSecond":4000,"Status":"UPDATING"} } }
            """);

        var described = _engine.Do("DescribeTable", """{"TableName":"Users"}""");
        Assert.Equal("ACTIVE", described.Text("Table.TableStatus"));
        Assert.Equal("1767323045.678", described.Text("Table.BillingModeSummary.LastUpdateToPayPerRequestDateTime"));
        Assert.Equal("ACTIVE", described.Text("Table.WarmThroughput.Status"));
        Assert.Equal(id, described.Text("Table.TableId"));
        Assert.Equal(4, Guid.Parse(id!).Version);
    }

    // Looking each key attribute up among all definitions would take minutes.
    [Fact]
    public void CreateTable_ManyDefinitionsAndKeyAttributes_IsRefusedInTimeThatGrowsWithTheirNumber()
    {
        string Named(string type) => string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"{{\"AttributeName\":\"a{i}\",{type}}}"));
        _engine.Call("CreateTable", $$"""
            {"TableName":"Users",{{OnDemand}},"AttributeDefinitions":[{{Named("\"AttributeType\":\"S\"")}}],"KeySchema":[{{Named("\"KeyType\":\"HASH\"")}}]}
            """).ShouldFail("ValidationException", "One or more parameter values were invalid: The KeySchema exceeds the maximum allowed number of HASH key attributes");
    }

    [Fact]
    public void CreateTable_WithEverything_DescribesEverything()
    {
        _engine.Do("CreateTable", """
            {"TableName":"Full","AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"N"},{"AttributeName":"c","AttributeType":"B"}],
             "KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}],
             "ProvisionedThroughput":{"ReadCapacityUnits":3,"WriteCapacityUnits":2},
             "LocalSecondaryIndexes":[{"IndexName":"lsi","KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"c","KeyType":"RANGE"}],
               "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["x","y"]}}],
             "GlobalSecondaryIndexes":[{"IndexName":"gsi","KeySchema":[{"AttributeName":"c","KeyType":"HASH"}],"Projection":{"ProjectionType":"KEYS_ONLY"},
               "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":4}}],
             "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"},
             "SSESpecification":{"Enabled":true,"SSEType":"KMS","KMSMasterKeyId":"abc"},
             "TableClass":"STANDARD_INFREQUENT_ACCESS","DeletionProtectionEnabled":true,"Tags":[{"Key":"k","Value":"v"}]}
            """);
        var table = _engine.Do("DescribeTable", """{"TableName":"arn:aws:dynamodb:us-east-1:000000000000:table/Full"}""");
        const string arn = "arn:aws:dynamodb:us-east-1:000000000000:table/Full";
        table.ShouldBe($$$"""
            {"Table":{
              "AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"N"},{"AttributeName":"c","AttributeType":"B"}],
              "TableName":"Full","KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}],
              "TableStatus":"ACTIVE","CreationDateTime":1767323045.678,
              "ProvisionedThroughput":{"NumberOfDecreasesToday":0,"ReadCapacityUnits":3,"WriteCapacityUnits":2},
              "TableSizeBytes":0,"ItemCount":0,"TableArn":"{{{arn}}}","TableId":"{{{table.Text("Table.TableId")}}}",
              "LocalSecondaryIndexes":[{"IndexName":"lsi","KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"c","KeyType":"RANGE"}],
                "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["x","y"]},"IndexSizeBytes":0,"ItemCount":0,"IndexArn":"{{{arn}}}/index/lsi"}],
              "GlobalSecondaryIndexes":[{"IndexName":"gsi","KeySchema":[{"AttributeName":"c","KeyType":"HASH"}],"Projection":{"ProjectionType":"KEYS_ONLY"},
                "IndexSizeBytes":0,"ItemCount":0,"IndexArn":"{{{arn}}}/index/gsi","IndexStatus":"ACTIVE",
                "ProvisionedThroughput":{"NumberOfDecreasesToday":0,"ReadCapacityUnits":5,"WriteCapacityUnits":4},
                "WarmThroughput":{"ReadUnitsPerSecond":5,"WriteUnitsPerSecond":4,"Status":"ACTIVE"} }],
              "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"},
              "LatestStreamLabel":"2026-01-02T03:04:05.678","LatestStreamArn":"{{{arn}}}/stream/2026-01-02T03:04:05.678",
              "SSEDescription":{"Status":"ENABLED","SSEType":"KMS","KMSMasterKeyArn":"arn:aws:kms:us-east-1:000000000000:key/abc"},
              "TableClassSummary":{"TableClass":"STANDARD_INFREQUENT_ACCESS"},"DeletionProtectionEnabled":true,
              "WarmThroughput":{"ReadUnitsPerSecond":3,"WriteUnitsPerSecond":2,"Status":"ACTIVE"} } }
            """);
    }

    [Fact]
    public void CreateTable_OfAnExistingName_IsInUse()
    {
        _engine.Create("Users", "a:S");
        _engine.Call("CreateTable", $$"""{"TableName":"Users",{{KeyA}},{{DefineA}},{{OnDemand}}}""").ShouldFail("ResourceInUseException", "Table already exists: Users");
        _engine.Do("CreateTable", $$"""{"TableName":"Users",{{KeyA}},{{DefineA}},{{OnDemand}}}""", "eu-west-1");
    }

    [Theory]
    [InlineData("""{}""", "The parameter 'TableName' is required but was not present in the request")]
    [InlineData(
        """{"TableName":"ab"}""",
        "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3")]
    [InlineData(
        """{"TableName":"ab;"}""",
        "1 validation error detected: Value 'ab;' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+")]
    [InlineData(
        """{"TableName":"abc","AttributeDefinitions":[{"AttributeName":"b","AttributeType":"SS"}],"KeySchema":[{"AttributeName":"a","KeyType":"HASH"}]}""",
        "1 validation error detected: Value 'SS' at 'attributeDefinitions.1.member.attributeType' failed to satisfy constraint: "
        + "Member must satisfy enum value set: [B, N, S]")]
    [InlineData(
        """{"TableName":"abc"}""",
        "2 validation errors detected: Value null at 'attributeDefinitions' failed to satisfy constraint: Member must not be null; "
        + "Value null at 'keySchema' failed to satisfy constraint: Member must not be null")]
    [InlineData(
        """{"TableName":"abc","AttributeDefinitions":[],"KeySchema":[],"ProvisionedThroughput":{"ReadCapacityUnits":-1,"WriteCapacityUnits":-1},"BillingMode":"A"}""",
        "4 validation errors detected: Value 'A' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]; "
        + "Value '-1' at 'provisionedThroughput.writeCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1; "
        + "Value '-1' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1; "
        + "Value '[]' at 'keySchema' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public void CreateTable_OfTheWrongShape_NamesEveryFault(string request, string message) =>
        _engine.Call("CreateTable", request).ShouldFail("ValidationException", message);

    [Fact]
    public void CreateTable_WithMoreThanTenFaults_NamesTen()
    {
        var answer = _engine.Call("CreateTable", $$"""{"TableName":"abc",{{DefineA}},{{KeyA}},"LocalSecondaryIndexes":[{},{},{},{},{}]}""");
        Assert.StartsWith("10 validation errors detected: Value null at 'localSecondaryIndexes.1.member.indexName'", answer.Message, StringComparison.Ordinal);
        Assert.Equal(10, answer.Message!.Split("; ").Length);
    }

    [Theory]
    [InlineData(""" "BillingMode":"PROVISIONED" """, "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED")]
    [InlineData(
        """ "BillingMode":"PAY_PER_REQUEST","ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1} """,
        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST")]
    [InlineData(
        """ "BillingMode":"PAY_PER_REQUEST","StreamSpecification":{"StreamEnabled":true} """,
        "Table is being created with a stream enabled, UpdateViewType is required")]
    [InlineData(
        """ "BillingMode":"PAY_PER_REQUEST","StreamSpecification":{"StreamEnabled":false,"StreamViewType":"KEYS_ONLY"} """,
        "Table is being created with a stream disabled, UpdateViewType should not be specified")]
    [InlineData(""" "BillingMode":"PAY_PER_REQUEST","SSESpecification":{"Enabled":false,"SSEType":"KMS"} """, "SSEType can not be specified if Enabled is false")]
    [InlineData(""" "BillingMode":"PAY_PER_REQUEST","SSESpecification":{"Enabled":true,"SSEType":"AES256"} """, "SSEType AES256 is not supported")]
    [InlineData(
        """ "BillingMode":"PAY_PER_REQUEST","OnDemandThroughput":{"MaxReadRequestUnits":0} """,
        "Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range")]
    [InlineData(
        """ "ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1},"OnDemandThroughput":{"MaxWriteRequestUnits":9} """,
        "MaxWriteRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED")]
    [InlineData(""" "BillingMode":"PAY_PER_REQUEST","LocalSecondaryIndexes":[] """, "List of LocalSecondaryIndexes is empty")]
    [InlineData(""" "BillingMode":"PAY_PER_REQUEST","GlobalSecondaryIndexes":[] """, "List of GlobalSecondaryIndexes is empty")]
    [InlineData(
        """ "BillingMode":"PAY_PER_REQUEST","LocalSecondaryIndexes":[{"IndexName":"abc","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],"Projection":{} }] """,
        "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex")]
    [InlineData(
        """ "BillingMode":"PAY_PER_REQUEST","GlobalSecondaryIndexes":[{"IndexName":"abc","KeySchema":[{"AttributeName":"c","KeyType":"HASH"}],"Projection":{} }] """,
        "Some index key attributes are not defined in AttributeDefinitions. Keys: [c], AttributeDefinitions: [a]")]
    [InlineData(
        """ "BillingMode":"PAY_PER_REQUEST","GlobalSecondaryIndexes":[{"IndexName":"abc","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],"Projection":{} }] """,
        "Unknown ProjectionType: null")]
    [InlineData(
        """ "BillingMode":"PAY_PER_REQUEST","GlobalSecondaryIndexes":[{"IndexName":"abc","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL","NonKeyAttributes":["x"]} }] """,
        "ProjectionType is ALL, but NonKeyAttributes is specified")]
    [InlineData(
        """ "BillingMode":"PAY_PER_REQUEST","GlobalSecondaryIndexes":[{"IndexName":"abc","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],"Projection":{"ProjectionType":"INCLUDE"} }] """,
        "ProjectionType is INCLUDE, but NonKeyAttributes is not specified")]
    [InlineData(
        """ "ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1},"GlobalSecondaryIndexes":[{"IndexName":"abc","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"} }] """,
        "ProvisionedThroughput is not specified for index: abc")]
    public void CreateTable_WithImpossibleSettings_NamesTheFirst(string members, string message) =>
        _engine.Call("CreateTable", $$"""{"TableName":"abc",{{KeyA}},{{DefineA}},{{members}}}""")
            .ShouldFail("ValidationException", "One or more parameter values were invalid: " + message);

    [Theory]
    [InlineData("a:HASH", "b:S", "One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [a], AttributeDefinitions: [b]")]
    [InlineData("a:HASH", "", "Invalid KeySchema: Some index key attribute have no definition")]
    [InlineData("a:HASH a:HASH", "b:S", "Invalid KeySchema: Some index key attribute have no definition")]
    [InlineData("a:HASH a:RANGE", "a:S b:S", "Both the Hash Key and the Range Key element in the KeySchema have the same name")]
    [InlineData("a:HASH b:HASH", "a:S b:S", "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type")]
    [InlineData("a:RANGE b:HASH", "a:S b:S", "Invalid KeySchema: The first KeySchemaElement is not a HASH key type")]
    [InlineData("a:HASH b:RANGE c:RANGE", "a:S b:S c:S", "One or more parameter values were invalid: The KeySchema exceeds the maximum allowed number of RANGE key attributes")]
    [InlineData("a:HASH", "a:S a:N", "Attribute Name is duplicated: a")]
    [InlineData(
        "a:HASH",
        "a:S b:S",
        "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions")]
    public void CreateTable_WithAnImpossibleKey_SaysWhy(string key, string definitions, string message)
    {
        var request = $$"""{"TableName":"abc","KeySchema":[{{Pairs(key, "KeyType")}}],"AttributeDefinitions":[{{Pairs(definitions, "AttributeType")}}],{{OnDemand}}}""";
        _engine.Call("CreateTable", request).ShouldFail("ValidationException", message);
    }

    [Theory]
    [InlineData("a:HASH b:HASH", "a:S b:S", null)]
    [InlineData("a:HASH b:HASH c:HASH d:HASH e:RANGE f:RANGE g:RANGE h:RANGE", "a:S b:S c:N d:B e:S f:S g:S h:S", null)]
    [InlineData("a:HASH b:RANGE c:HASH", "a:S b:S c:S", "One or more parameter values were invalid: All HASH key attributes must precede RANGE key attributes in the KeySchema")]
    [InlineData("a:HASH b:HASH c:HASH d:HASH e:HASH", "a:S b:S c:S d:S e:S", "One or more parameter values were invalid: The KeySchema exceeds the maximum allowed number of HASH key attributes")]
    [InlineData("a:HASH b:RANGE b:RANGE", "a:S b:S", "The KeySchema contains multiple key attributes with the same name")]
    [InlineData("a:HASH", "a:S z:S", "One or more parameter values were invalid: Some AttributeDefinitions are not used. AttributeDefinitions: [a, z], keys used: [a]")]
    public void CreateTable_WithAMultiAttributeIndex_FollowsItsRules(string key, string definitions, string? message)
    {
        var index = $$"""{"IndexName":"multi","KeySchema":[{{Pairs(key, "KeyType")}}],"Projection":{"ProjectionType":"ALL"} }""";
        var request = $$"""{"TableName":"abc",{{KeyA}},"AttributeDefinitions":[{{Pairs(definitions, "AttributeType")}}],"GlobalSecondaryIndexes":[{{index}}],{{OnDemand}}}""";
        if (message is null)
            _engine.Do("CreateTable", request);
        else
            _engine.Call("CreateTable", request).ShouldFail("ValidationException", message);
    }

    [Fact]
    public void CreateTable_WithTooManyIndexes_IsRefused()
    {
        static string Index(int i) => $$"""{"IndexName":"index{{i}}","KeySchema":[{"AttributeName":"a","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"} }""";
        var indexes = string.Join(",", Enumerable.Range(0, 21).Select(Index));
        _engine.Call("CreateTable", $$"""{"TableName":"abc",{{KeyA}},{{DefineA}},{{OnDemand}},"GlobalSecondaryIndexes":[{{indexes}}]}""").ShouldFail(
            "ValidationException",
            "One or more parameter values were invalid: GlobalSecondaryIndex count exceeds the per-table limit of 20");
        _engine.Call("CreateTable", $$"""{"TableName":"abc",{{KeyA}},{{DefineA}},{{OnDemand}},"GlobalSecondaryIndexes":[{{Index(1)}},{{Index(1)}}]}""").ShouldFail(
            "ValidationException",
            "One or more parameter values were invalid: Duplicate index name: index1");
    }

    [Theory]
    [InlineData(""" "KeySchema":{} """, "Start of structure or map found where not expected")]
    [InlineData(""" "KeySchema":"x" """, "Unexpected field type")]
    [InlineData(""" "KeySchema":["x"] """, "Unexpected value type in payload")]
    [InlineData(""" "KeySchema":[[]] """, "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.KeySchemaElement")]
    [InlineData(""" "ProvisionedThroughput":[] """, "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.ProvisionedThroughput")]
    [InlineData(""" "ProvisionedThroughput":{"ReadCapacityUnits":"1"} """, "STRING_VALUE cannot be converted to Long")]
    [InlineData(""" "DeletionProtectionEnabled":"true" """, "Unexpected token received from parser")]
    public void CreateTable_OfOtherTypes_IsASerializationError(string members, string message) =>
        _engine.Call("CreateTable", $"{{{members}}}").ShouldFail("SerializationException", message);

    public void Dispose() => _engine.Dispose();

    private static string Pairs(string text, string second) => string.Join(
        ",",
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => $$"""{"AttributeName":"{{pair.Split(':')[0]}}","{{second}}":"{{pair.Split(':')[1]}}"}"""));
}
