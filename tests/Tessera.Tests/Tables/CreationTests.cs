using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Tessera.Testing;
using Tessera.Tests.Handwritten;

namespace Tessera.Tests.Tables;

public sealed class CreationTests
{
    [Fact]
    public async Task EnsureCreatedAsync_NoTable_CreatesKeysAndIndexes()
    {
        using var engine = new TestEngine();
        await new ShopTable(engine.Client, new TableOptions { TableNamePrefix = "test-" }).EnsureCreatedAsync();
        var table = (await engine.Client.DescribeTableAsync("test-shop")).Table;
        Assert.Equal(["PK", "SK"], table.KeySchema.Select(key => key.AttributeName));
        Assert.Equal(["GSI1", "GSI2"], table.GlobalSecondaryIndexes.Select(index => index.IndexName).Order());
        await new ShopTable(engine.Client, new TableOptions { TableName = "test-shop" }).EnsureCreatedAsync();
    }

    [Fact]
    public async Task EnsureCreatedAsync_OtherKeysAndNoIndexes_TellsEachDifference()
    {
        using var engine = new TestEngine();
        await engine.Client.CreateTableAsync(new CreateTableRequest
        {
            TableName = "shop",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new("PK", ScalarAttributeType.N)],
            KeySchema = [new("PK", Amazon.DynamoDBv2.KeyType.HASH)],
        });
        var error = await Assert.ThrowsAsync<TableMismatchException>(() => new ShopTable(engine.Client).EnsureCreatedAsync());
        Assert.Equal(
            ["the table has the key (PK N), the model (PK S, SK S)", "the global index 'GSI1' is missing", "the global index 'GSI2' is missing"], error.Differences);
    }

    [Fact]
    public async Task EnsureCreatedAsync_IndexWithoutIncludedAttributes_NamesEach()
    {
        using var engine = new TestEngine();
        await new ModelTable(engine.Client, Including("Total")).EnsureCreatedAsync();
        var error = await Assert.ThrowsAsync<TableMismatchException>(() => new ModelTable(engine.Client, Including("Note", "Total", "Count")).EnsureCreatedAsync());
        Assert.Equal(["index 'GSI1' does not project the attribute 'Note'", "index 'GSI1' does not project the attribute 'Count'"], error.Differences);
        Assert.Contains("does not project the attribute 'Note'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnsureCreatedAsync_IndexWithMoreAttributesOrKeysNamed_IsNoDifference()
    {
        using var engine = new TestEngine();
        await new ModelTable(engine.Client, Including("Total", "Note")).EnsureCreatedAsync();
        await new ModelTable(engine.Client, Including("Total")).EnsureCreatedAsync();
        await new ModelTable(engine.Client, Including("SK", "GSI1PK", "Total")).EnsureCreatedAsync();
    }

    [Fact]
    public async Task EnsureCreatedAsync_ModelWithStream_CreatesAndComparesIt()
    {
        using var engine = new TestEngine();
        await new ModelTable(engine.Client, ShopTable.Model with { Stream = StreamView.NewImage }).EnsureCreatedAsync();
        var table = (await engine.Client.DescribeTableAsync("shop")).Table;
        Assert.Equal((true, StreamViewType.NEW_IMAGE), (table.StreamSpecification.StreamEnabled, table.StreamSpecification.StreamViewType));
        await new ShopTable(engine.Client).EnsureCreatedAsync();
        var error = await Assert.ThrowsAsync<TableMismatchException>(
            () => new ModelTable(engine.Client, ShopTable.Model with { Stream = StreamView.NewAndOldImages }).EnsureCreatedAsync());
        Assert.Equal(["the table's stream carries NEW_IMAGE, the model's NEW_AND_OLD_IMAGES"], error.Differences);
    }

    [Fact]
    public async Task EnsureCreatedAsync_TableWithoutStream_IsADifference()
    {
        using var engine = new TestEngine();
        await new ShopTable(engine.Client).EnsureCreatedAsync();
        var error = await Assert.ThrowsAsync<TableMismatchException>(
            () => new ModelTable(engine.Client, ShopTable.Model with { Stream = StreamView.KeysOnly }).EnsureCreatedAsync());
        Assert.Equal(["the table has no stream, the model one of KEYS_ONLY"], error.Differences);
    }

    [Fact]
    public async Task EnsureCreatedAsync_ModelWithTimeToLive_TurnsItOnAndComparesIt()
    {
        using var engine = new TestEngine();
        await new ModelTable(engine.Client, ShopTable.Model with { TimeToLiveAttribute = "ExpiresAt" }).EnsureCreatedAsync();
        Assert.Equal("ExpiresAt", (await engine.Client.DescribeTimeToLiveAsync("shop")).TimeToLiveDescription.AttributeName);
        await new ModelTable(engine.Client, ShopTable.Model with { TimeToLiveAttribute = "ExpiresAt" }).EnsureCreatedAsync();
        await new ShopTable(engine.Client).EnsureCreatedAsync();
        var error = await Assert.ThrowsAsync<TableMismatchException>(() => new ModelTable(engine.Client, ShopTable.Model with { TimeToLiveAttribute = "Until" }).EnsureCreatedAsync());
        Assert.Equal(["time to live is on the attribute 'ExpiresAt', the model has it on 'Until'"], error.Differences);
    }

    [Fact]
    public async Task EnsureCreatedAsync_OldTableWithoutTimeToLive_IsADifference()
    {
        using var engine = new TestEngine();
        await new ShopTable(engine.Client).EnsureCreatedAsync();
        engine.Clock.Advance(TimeSpan.FromHours(1));
        var options = new TableOptions { TimeProvider = engine.Clock };
        var error = await Assert.ThrowsAsync<TableMismatchException>(
            () => new ModelTable(engine.Client, ShopTable.Model with { TimeToLiveAttribute = "ExpiresAt" }, options).EnsureCreatedAsync());
        Assert.Equal(["time to live is off, the model has it on the attribute 'ExpiresAt'"], error.Differences);
    }

    [Fact]
    public async Task EnsureCreatedAsync_AnotherProcessMadeTheTableJustNow_TurnsTimeToLiveOn()
    {
        using var engine = new TestEngine();
        await new ShopTable(engine.Client).EnsureCreatedAsync();
        var options = new TableOptions { TimeProvider = engine.Clock };
        await new ModelTable(engine.Client, ShopTable.Model with { TimeToLiveAttribute = "ExpiresAt" }, options).EnsureCreatedAsync();
        Assert.Equal("ExpiresAt", (await engine.Client.DescribeTimeToLiveAsync("shop")).TimeToLiveDescription.AttributeName);
    }

    private static TableModel Including(params string[] attributes) => ShopTable.Model with
    {
        Indexes = [ShopTable.Model.Indexes[0] with { Projection = IndexProjection.Include, NonKeyAttributes = attributes }],
    };

    private sealed class ModelTable(IAmazonDynamoDB client, TableModel model, TableOptions? options = null) : TableContext(client, model, options);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Query_NumericSortKey_ComparesByValue(bool fast)
    {
        using var engine = new TestEngine();
        using IAmazonDynamoDB client = fast ? engine.CreateFastClient() : engine.CreateClient();
        var table = new ReadingsTable(client);
        await table.EnsureCreatedAsync();
        await table.Readings.PutManyAsync(new long[] { 100, 20, -3, 9 }.Select(at => new Reading { Sensor = "s", At = at, Value = at / 2.0, Raw = [1, 2] }));
        async Task<string> Read(EntityQuery<Reading, ReadingAttributes> query) => string.Join(" ", (await query.ToListAsync()).Select(reading => reading.At));
        var query = table.Readings.Query("s");
        Assert.Equal("-3 9 20 100", await Read(query));
        Assert.Equal("9 20", await Read(query.AtBetween(9, 20)));
        Assert.Equal("20 100", await Read(query.AtAfter(9)));
        Assert.Equal("-3", await Read(query.AtBefore(9)));
        Assert.Equal("-3 9", await Read(query.AtUpTo(9)));
        Assert.Equal("20 100", await Read(query.AtFrom(10)));
        Assert.Equal("9", await Read(query.At(9)));
        Assert.Equal([1, 2], (await table.Readings.GetAsync("s", 9))!.Raw!);

        await table.Readings.Update("s", 9).Set(r => r.Kind, "heat").Set(r => r.Value, 1.5).RunAsync();
        Assert.Equal("9", await Read(table.Readings.QueryByKind("heat").ValueFrom(1)));
        await table.Readings.Update("s", 9).Remove(r => r.Kind).RunAsync();
        Assert.Equal("", await Read(table.Readings.QueryByKind("heat")));
    }

    [Fact]
    public async Task PutAsync_NotFiniteNumber_NamesTheAttribute()
    {
        using var engine = new TestEngine();
        var table = new ReadingsTable(engine.Client);
        var error = await Assert.ThrowsAsync<ArgumentException>(() => table.Readings.PutAsync(new Reading { Sensor = "s", At = 1, Value = double.NaN }));
        Assert.Equal("DynamoDB cannot store NaN in attribute 'v': numbers must be finite. Use a nullable property and null instead.", error.Message);
    }
}
