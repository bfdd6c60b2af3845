using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Tessera.Testing;

namespace Tessera.Hosting.Tests;

public sealed class TableHealthCheckTests : IDisposable
{
    private readonly TestEngine _engine = new(options => options with { StatusDelay = TimeSpan.FromMinutes(1) });
    private readonly IHost _host;

    public TableHealthCheckTests()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development", DisableDefaults = true });
        builder.Services.AddSingleton<IAmazonDynamoDB>(_engine.Client);
        builder.AddTessera<NotesTable>();
        _host = builder.Build();
    }

    public void Dispose()
    {
        _host.Dispose();
        _engine.Dispose();
    }

    [Fact]
    public async Task Check_NoTable_IsUnhealthyAndSaysSo()
    {
        var (status, description) = await CheckAsync();

        Assert.Equal(HealthStatus.Unhealthy, status);
        Assert.Equal("The table 'notes' does not exist.", description);
    }

    [Fact]
    public async Task Check_WhileTheTableIsCreated_WalksToHealthy()
    {
        await _engine.Client.CreateTableAsync(new CreateTableRequest
        {
            TableName = "notes",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new("PK", Amazon.DynamoDBv2.KeyType.HASH), new("SK", Amazon.DynamoDBv2.KeyType.RANGE)],
            AttributeDefinitions = [new("PK", ScalarAttributeType.S), new("SK", ScalarAttributeType.S)],
        });
        Assert.Equal((HealthStatus.Unhealthy, "The table 'notes' is CREATING."), await CheckAsync());

        _engine.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((HealthStatus.Healthy, "The table 'notes' is ACTIVE."), await CheckAsync());
    }

    [Fact]
    public async Task Check_ServiceGone_IsUnhealthyWithTheReason()
    {
        _engine.Client.Dispose();

        var (status, description) = await CheckAsync();

        Assert.Equal(HealthStatus.Unhealthy, status);
        Assert.StartsWith("The table 'notes' cannot be described: ", description, StringComparison.Ordinal);
    }

    private async Task<(HealthStatus Status, string? Description)> CheckAsync()
    {
        var report = await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        var entry = report.Entries["tessera:notes"];
        Assert.Contains("tessera", entry.Tags);
        return (entry.Status, entry.Description);
    }
}
