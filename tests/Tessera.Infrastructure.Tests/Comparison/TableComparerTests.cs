using Amazon.DynamoDBv2.Model;
using Tessera.Infrastructure.Tests.Harness;
using Tessera.Testing;

namespace Tessera.Infrastructure.Tests.Comparison;

/// <summary>Live tables on the engine beside models: each difference, and how it is put right.</summary>
public sealed class TableComparerTests
{
    private static readonly TableModel _plain = new()
    {
        Name = "plain",
        PartitionKey = new KeyModel("PK"),
        SortKey = new KeyModel("SK"),
        Indexes = [new IndexModel { Name = "GSI1", PartitionKey = new KeyModel("GSI1PK"), SortKey = new KeyModel("GSI1SK") }],
    };

    public static TheoryData<string, TableModel, string[]> Changes => new()
    {
        { "equal", _plain, [] },
        { "sort key", _plain with { SortKey = new KeyModel("Rank", KeyType.Number) }, ["key: PK (S), SK (S) -> PK (S), Rank (N) Replacement"] },
        {
            "index projection", _plain with { Indexes = [_plain.Indexes[0] with { Projection = IndexProjection.KeysOnly }] },
            ["global index GSI1: GSI1PK (S), GSI1SK (S) with ALL -> GSI1PK (S), GSI1SK (S) with KEYS_ONLY OneIndexPerUpdate"]
        },
        {
            "index key type", _plain with { Indexes = [_plain.Indexes[0] with { SortKey = new KeyModel("GSI1SK", KeyType.Number) }] },
            ["global index GSI1: GSI1PK (S), GSI1SK (S) with ALL -> GSI1PK (S), GSI1SK (N) with ALL OneIndexPerUpdate"]
        },
        { "index gone", _plain with { Indexes = [] }, ["global index GSI1: GSI1PK (S), GSI1SK (S) with ALL -> none OneIndexPerUpdate"] },
        {
            "new indexes", _plain with { Indexes = [.. _plain.Indexes, Index("Local", isLocal: true), Index("Other", isLocal: false)] },
            ["local index Local: none -> PK (S), Other (S) with ALL Replacement", "global index Other: none -> PK (S), Other (S) with ALL OneIndexPerUpdate"]
        },
        { "stream", _plain with { Stream = StreamView.NewImage }, ["stream: off -> NEW_IMAGE InPlace"] },
        {
            "billing and protection", _plain with { Deployment = new DeploymentModel { ReadCapacityUnits = 5, WriteCapacityUnits = 1, DeletionProtection = true } },
            ["billing: on demand -> provisioned, 5 read and 1 write units InPlace", "deletion protection: off -> on InPlace"]
        },
        { "tag", _plain with { Deployment = new DeploymentModel { Tags = [new TableTag("team", "shop")] } }, ["tag team: none -> shop InPlace"] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Compare_OfALiveTable_TellsHowItIsChanged(string what, TableModel model, string[] expected)
    {
        Assert.NotEmpty(what);
        using var engine = new TestEngine();
        await CreateAsync(engine.Client);
        var comparison = await TableComparer.CompareAsync(engine.Client, model, "plain", TestContext.Current.CancellationToken);
        Assert.Equal(expected, comparison.Differences.Select(difference => $"{difference.Subject}: {difference.Live} -> {difference.Code} {difference.Change}"));
        Assert.All(comparison.Differences, difference => Assert.NotEmpty(difference.Fix));
    }

    [Theory]
    [InlineData(KeyType.Number, "Remove GSI1, deploy, and add it again")]
    [InlineData(KeyType.String, "Add an index of another name")]
    public async Task Compare_OfAnIndexOfAnotherKey_SaysInWhichOrderToReplaceIt(KeyType type, string fix)
    {
        using var engine = new TestEngine();
        await CreateAsync(engine.Client);
        var sortKey = type == KeyType.Number ? new KeyModel("GSI1SK", type) : new KeyModel("Other", type);
        var model = _plain with { Indexes = [_plain.Indexes[0] with { SortKey = sortKey }] };
        var comparison = await TableComparer.CompareAsync(engine.Client, model, "plain", TestContext.Current.CancellationToken);
        Assert.Contains(fix, Assert.Single(comparison.Differences).Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_OfAMissingTable_SaysThatItIsCreated()
    {
        using var engine = new TestEngine();
        var comparison = await TableComparer.CompareAsync(engine.Client, Applications.Shop, "shop", TestContext.Current.CancellationToken);
        Assert.Equal(TableChange.Create, Assert.Single(comparison.Differences).Change);
    }

    private static IndexModel Index(string name, bool isLocal) =>
        new() { Name = name, IsLocal = isLocal, PartitionKey = new KeyModel("PK"), SortKey = new KeyModel("Other") };

    private static Task<CreateTableResponse> CreateAsync(Amazon.DynamoDBv2.AmazonDynamoDBClient client) => client.CreateTableAsync(new CreateTableRequest
    {
        TableName = "plain",
        BillingMode = "PAY_PER_REQUEST",
        AttributeDefinitions = [new("PK", "S"), new("SK", "S"), new("GSI1PK", "S"), new("GSI1SK", "S")],
        KeySchema = [new("PK", "HASH"), new("SK", "RANGE")],
        GlobalSecondaryIndexes = [new() { IndexName = "GSI1", KeySchema = [new("GSI1PK", "HASH"), new("GSI1SK", "RANGE")], Projection = new() { ProjectionType = "ALL" } }],
    });
}
