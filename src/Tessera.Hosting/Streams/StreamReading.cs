using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tessera.Hosting.Describing;
using Tessera.Lambda;

namespace Tessera.Hosting;

/// <summary>Reads the streams of the application's handlers in this process, each with an event-source mapping of its own, until the application stops.</summary>
internal sealed class StreamReading(
    IEnumerable<StreamFunction> functions, IEnumerable<DescribedTable> tables, IConfiguration configuration, IServiceProvider services, TimeProvider time,
    ILogger<StreamReading> startLog)
    : BackgroundService
{
    /// <summary>Lambda's own event-source mappings call the functions there.</summary>
    private const string RuntimeApiVariable = "AWS_LAMBDA_RUNTIME_API";

    /// <summary>Fails the start of an application that lacks something, and does not let it run without its handlers unless that is said.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        var options = services.GetService<TesseraOptions>()
            ?? throw new InvalidOperationException("The application has stream handlers but no table. Add it with AddTessera.");
        if (!string.IsNullOrEmpty(configuration[RuntimeApiVariable]))
            return Task.CompletedTask;
        if (!functions.Any())
            throw FunctionProcessor.NoHandler(services);
        if (options.ReadStreams ?? options.Service == TesseraService.Local)
            return base.StartAsync(cancellationToken);
        if (options.ReadStreams is null)
            StreamLog.NotReading(startLog, FunctionProcessor.Names(functions.Select(function => function.Name)), WhyNot(options));
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // One that cannot read ends all, and so the application.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAll(functions.Select(function => ReadAsync(function, end))).ConfigureAwait(false);
    }

    private static string WhyNot(TesseraOptions options) =>
        options.Endpoint is { } endpoint ? $"its table is not in this process but at Tessera:Endpoint, {endpoint}" : "its table is not in this process but on Amazon DynamoDB";

    private async Task ReadAsync(StreamFunction function, CancellationTokenSource end)
    {
        var stop = end.Token;
        var log = function.CreateLog(services);
        try
        {
            var table = TableOf(function);
            var streamArn = await FindStreamAsync(table, stop).ConfigureAwait(false);
            StreamLog.Reading(log, function.Name, table.TableName);
            await CreateMapping(function, streamArn, log).RunAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The application stops.
        }
        catch (Exception error)
        {
            StreamLog.CannotRead(log, function.Name, error.Message, error);
            await end.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private EventSourceMapping CreateMapping(StreamFunction function, string streamArn, ILogger log)
    {
        var invoker = new StreamFunctionInvoker(function.CreateProcessor(services), services, log, function.Name);
        var destination = services.GetService<IFailureDestination>();
        var mapping = new EventSourceMapping(
            function.Name, streamArn, services.GetRequiredService<IStreamSource>(), invoker, function.EventSource, services.GetService<ICheckpointStore>(), destination, time);
        mapping.BatchFailed += new FailureLog(log, function.Name, function.TextOfRecords(services), destination is not null, time).Write;
        return mapping;
    }

    private TableContext TableOf(StreamFunction function)
    {
        var described = tables.FirstOrDefault(table => table.Model == function.Handler.Model.Table)
            ?? throw new InvalidOperationException(
                $"The stream handler '{function.Name}' handles the table '{function.Handler.Model.Table.Name}', which the application does not have. Add it with AddTessera.");
        return (TableContext)services.GetRequiredService(described.Context);
    }

    private static async Task<string> FindStreamAsync(TableContext table, CancellationToken stop)
    {
        var response = await table.Client.DescribeTableAsync(new DescribeTableRequest { TableName = table.TableName }, stop).ConfigureAwait(false);
        return response.Table.StreamSpecification?.StreamEnabled == true
            ? response.Table.LatestStreamArn
            : throw new InvalidOperationException(
                $"The table '{table.TableName}' has no stream. Turn it on with the view {table.TableModel.Stream}: [Table(…, Stream = …)] does so when the application creates the table.");
    }
}
