using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tessera.Hosting.Tests;

public sealed class AddTesseraTests
{
    [Fact]
    public async Task AddTessera_Development_ServesTheTableFromTheEngineInThisProcess()
    {
        var stop = TestContext.Current.CancellationToken;
        var builder = Builder("Development");
        builder.AddTessera<NotesTable>();
        using var host = builder.Build();
        await host.StartAsync(stop);

        var notes = host.Services.GetRequiredService<NotesTable>();
        await notes.Notes.CreateAsync(new Note { Id = "1", Text = "hello" }, stop);

        Assert.Equal("hello", (await notes.Notes.GetAsync("1", cancellationToken: stop))?.Text);
        await host.StopAsync(stop);
    }

    [Fact]
    public async Task AddTessera_TablesNotToBeCreated_LeavesTheEngineEmpty()
    {
        var stop = TestContext.Current.CancellationToken;
        var builder = Builder("Development", ("Tessera:CreateTables", "false"));
        builder.AddTessera<NotesTable>();
        using var host = builder.Build();
        await host.StartAsync(stop);

        var client = host.Services.GetRequiredService<IAmazonDynamoDB>();

        Assert.Empty((await client.ListTablesAsync(new ListTablesRequest(), stop)).TableNames ?? []);
        await host.StopAsync(stop);
    }

    [Fact]
    public void AddTessera_TableOptionsRegistered_AreUsed()
    {
        var builder = Builder("Development");
        builder.Services.AddSingleton(new TableOptions { TableNamePrefix = "staging-" });
        builder.AddTessera<NotesTable>();
        using var host = builder.Build();

        Assert.Equal("staging-notes", host.Services.GetRequiredService<NotesTable>().TableName);
    }

    [Theory]
    [InlineData("AWS_LAMBDA_FUNCTION_NAME", "orders", null)]
    [InlineData("Tessera:Endpoint", "http://localhost:8000", "http://localhost:8000/")]
    [InlineData("Tessera:Service", "aws", null)]
    public void AddTessera_Configured_TalksToAmazonDynamoDB(string setting, string value, string? address)
    {
        var builder = Builder("Production", (setting, value), ("Tessera:Region", "eu-central-1"));
        builder.AddTessera<NotesTable>();
        using var host = builder.Build();

        var client = Assert.IsType<TesseraDynamoDBClient>(host.Services.GetRequiredService<IAmazonDynamoDB>());

        Assert.Equal(address, client.Config.ServiceURL);
        Assert.Equal("eu-central-1", client.Config.AuthenticationRegion ?? client.Config.RegionEndpoint.SystemName);
        Assert.DoesNotContain(host.Services.GetServices<IHostedService>(), service => service is TableCreation<NotesTable>);
    }

    [Theory]
    [InlineData("Production", "Tessera:Region", "eu-central-1", "environment 'Production'. Set Tessera:Service")]
    [InlineData("Production", "Tessera:Region", "eu-central-1", "run with ASPNETCORE_ENVIRONMENT=Development, or DOTNET_ENVIRONMENT=Development where there is no web application.")]
    [InlineData("Development", "Tessera:Service", "Docker", "Tessera:Service is 'Docker'. Use Automatic, Local or Aws.")]
    [InlineData("Development", "Tessera:Service", "7", "Tessera:Service is '7'. Use Automatic, Local or Aws.")]
    [InlineData("Development", "Tessera:Endpoint", "localhost:8000", "Tessera:Endpoint is 'localhost:8000'. Use an http or https address")]
    [InlineData("Development", "Tessera:Enpoint", "http://localhost:8000", "Tessera:Enpoint is not a setting. Use Service, Endpoint, Region, CreateTables, ReadStreams or LogKeys.")]
    [InlineData("Development", "Tessera:CreateTables", "maybe", "Tessera:CreateTables is 'maybe'. Use true or false.")]
    public void AddTessera_WrongConfiguration_SaysWhatToChange(string environment, string setting, string value, string message)
    {
        var builder = Builder(environment, (setting, value));

        var error = Assert.Throws<InvalidOperationException>(() => builder.AddTessera<NotesTable>());

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddTessera_RegionThatCannotBe_SaysWhatToSet()
    {
        var builder = Builder("Production", ("Tessera:Service", "Aws"), ("Tessera:Endpoint", "http://localhost:8000"), ("Tessera:Region", "mars one"));
        builder.AddTessera<NotesTable>();
        using var host = builder.Build();

        var error = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<NotesTable>());

        Assert.Contains("'mars one'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Set Tessera:Region (environment variable Tessera__Region)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddTessera_LocalWithAnEndpoint_IsContradictory()
    {
        var builder = Builder("Development", ("Tessera:Endpoint", "http://localhost:8000"), ("Tessera:Service", "Local"));

        var error = Assert.Throws<InvalidOperationException>(() => builder.AddTessera<NotesTable>());

        Assert.Contains("Remove one of the two", error.Message, StringComparison.Ordinal);
    }

    private static HostApplicationBuilder Builder(string environment, params (string Key, string Value)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment, DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        return builder;
    }
}
