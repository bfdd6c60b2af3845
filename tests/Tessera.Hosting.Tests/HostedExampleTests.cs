using System.Threading.Channels;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tessera.Hosting.Tests;

/// <summary>The application of docs/streams.md. The region is the example on the page, which another test compares.</summary>
public sealed class HostedExampleTests
{
    private readonly Channel<StreamFailure> _parked = Channel.CreateUnbounded<StreamFailure>();

    [Fact]
    public async Task Application_OfThePage_ParksWhatCannotBeRead()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development", DisableDefaults = true });
        Configure(builder);
        using var host = builder.Build();
        await host.StartAsync(limit.Token);

        var sales = host.Services.GetRequiredService<SalesTable>();
        await sales.Client.PutItemAsync(Put("2"), limit.Token);

        var parked = await _parked.Reader.ReadAsync(limit.Token);
        Assert.Equal("PK 'USER#1', SK 'SALE#2'", parked.Record.KeyText);
        Assert.IsType<ItemMappingException>(parked.Exception);
        await host.StopAsync(limit.Token);
    }

    private void Configure(HostApplicationBuilder builder)
    {
        #region hosted
        builder.AddTessera<SalesTable>();
        builder.AddStreamIdempotency();                         // each record once, for all handlers; it also counts attempts
        builder.AddStreamHandler<SaleEvents>(options =>
        {
            options.EventSource = options.EventSource with { BatchSize = 50, MaximumRetryAttempts = 5 };
            options.Processing = options.Processing with
            {
                FailureMode = StreamFailureMode.Continue,       // go on with other partition keys
                AttemptsMax = 3,                                // then it is poison
                OnFailure = (failure, stop) => Park(failure),   // takes poison records
            };
        });
        #endregion
    }

    private ValueTask Park(StreamFailure failure) => _parked.Writer.WriteAsync(failure);

    /// <summary>A sale without its total.</summary>
    private static PutItemRequest Put(string sale) => new(
        "sales", new() { ["PK"] = new("USER#1"), ["SK"] = new($"SALE#{sale}"), ["EntityType"] = new("Sale"), ["UserId"] = new("1"), ["SaleId"] = new(sale) });
}

[Table("sales", Stream = StreamView.NewAndOldImages)]
public partial class SalesTable;

[Entity<SalesTable>("USER#{UserId}", "SALE#{SaleId}")]
public partial record Sale(string UserId, string SaleId, decimal Total);

[StreamHandler<SalesTable>]
public sealed partial class SaleEvents
{
    public static Task OnInserted(Sale sale) => Task.FromException(new InvalidOperationException($"The sale {sale.SaleId} was to be unreadable."));
}
