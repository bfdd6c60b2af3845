using System.Diagnostics;
using System.Net;
using Tessera.Tests.Handwritten;
using Tessera.Tests.Tables;
using Tessera.Tests.Transport;

namespace Tessera.Tests.Telemetry;

[Collection(AloneCollection.Name)]
public sealed class OrdinaryRequestTelemetryTests() : RequestTelemetryTests(fast: false);

[Collection(AloneCollection.Name)]
public sealed class FastRequestTelemetryTests() : RequestTelemetryTests(fast: true)
{
    [Fact]
    public async Task Retries_ThrottledTwice_AreCounted()
    {
        using var listening = new Listening();
        using var server = new CannedServer()
            .Fail("ProvisionedThroughputExceededException")
            .Fail("InternalServerError", status: HttpStatusCode.InternalServerError)
            .Answer("{}");
        using var client = server.CreateFast(retries: 3);

        Assert.Null(await new ShopTable(client).Users.GetAsync("u1"));

        Assert.Equal([1, 1], listening.Values("tessera.dynamodb.retries"));
        Assert.Equal([1], listening.Values("tessera.dynamodb.throttles"));
        Assert.All(
            listening.Measurements.Where(measured => measured.Instrument is "tessera.dynamodb.retries" or "tessera.dynamodb.throttles"),
            measured => Assert.Equal("GetItem", measured.Tags["db.operation.name"]));
        Assert.Single(listening.Spans);
    }
}

public abstract class RequestTelemetryTests(bool fast) : ShopTests(fast)
{
    [Fact]
    public async Task Request_Answered_LeavesASpanAndItsCost()
    {
        using var listening = new Listening();

        await Shop.Users.CreateAsync(NewUser());

        var span = Assert.Single(listening.Spans);
        Assert.Equal("PutItem shop", span.DisplayName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Equal("aws.dynamodb", span.GetTagItem("db.system.name"));
        Assert.Equal("PutItem", span.GetTagItem("db.operation.name"));
        Assert.Equal("shop", span.GetTagItem("db.collection.name"));
        Assert.Equal(["shop"], Assert.IsType<string[]>(span.GetTagItem("aws.dynamodb.table_names")));
        Assert.NotNull(span.GetTagItem("aws.request_id"));
        Assert.Single(listening.Values("db.client.operation.duration"));
        Assert.True(Assert.Single(listening.Values("tessera.dynamodb.consumed_capacity")) >= 1);
    }

    [Fact]
    public async Task Request_Refused_LeavesTheServicesErrorCode()
    {
        await Shop.Users.CreateAsync(NewUser());
        using var listening = new Listening();

        await Assert.ThrowsAnyAsync<ConditionFailedException>(() => Shop.Users.CreateAsync(NewUser()));

        var span = Assert.Single(listening.Spans);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("ConditionalCheckFailedException", span.GetTagItem("db.response.status_code"));
        var duration = Assert.Single(listening.Measurements, measured => measured.Instrument == "db.client.operation.duration");
        Assert.Equal(span.GetTagItem("error.type"), duration.Tags["error.type"]);
        Assert.Empty(listening.Values("tessera.dynamodb.consumed_capacity"));
    }

    [Fact]
    public async Task Batches_OfItems_TellTheirSizes()
    {
        using var listening = new Listening();

        var orders = await StoreOrdersAsync(30);
        await Shop.Orders.GetManyAsync(orders.Select(KeyOf));
        await Shop.Transaction().Create(NewUser("a")).Create(NewUser("b")).CommitAsync();

        Assert.Equal([2, 5, 25, 30], listening.Values("tessera.dynamodb.batch.size").Order());
        Assert.Equal([2, 5, 25, 30], listening.Spans.Select(span => (int)span.GetTagItem("db.operation.batch.size")!).Order());
    }

    [Fact]
    public async Task Request_NobodyListening_DoesNotAskForItsCost()
    {
        using var server = new CannedServer().Answer("{}");
        using var client = server.CreateFast();

        await new ShopTable(client).Users.GetAsync("u1");

        Assert.DoesNotContain("ReturnConsumedCapacity", server.Sent[0].Body, StringComparison.Ordinal);
    }
}
