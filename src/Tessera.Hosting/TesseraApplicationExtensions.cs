using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tessera;
using Tessera.Hosting;
using Tessera.Hosting.Describing;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds Tessera tables to an application.</summary>
public static class TesseraApplicationExtensions
{
    /// <summary>
    /// Registers a table context as a singleton, with the client behind it: the bundled engine in the Development environment, Amazon DynamoDB in Lambda, and
    /// whatever the configuration section <c>Tessera</c> says, see <see cref="TesseraOptions"/>. Call it once per table; the tables share one client.
    /// </summary>
    /// <typeparam name="TTable">The generated table context.</typeparam>
    /// <param name="builder">The application.</param>
    /// <remarks>
    /// A <see cref="TableOptions"/> that the application has registered before is given to the table contexts. Each table has a health check,
    /// <c>tessera:shop</c> with the tag <c>tessera</c>: show them with <c>app.MapHealthChecks("/health")</c>. Spans and metrics: <see cref="TesseraTelemetry"/>.
    /// </remarks>
    /// <param name="configure">Changes what the configuration says. The first call decides for all tables of the application.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The configuration is contradictory, or does not say which service to use outside Development and Lambda.</exception>
    public static IHostApplicationBuilder AddTessera<TTable>(this IHostApplicationBuilder builder, Action<TesseraOptions>? configure = null)
        where TTable : TableContext, ITableContext<TTable>
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddLambdaRuntime();
        var options = AddClient(builder, configure);
        builder.Services.AddSingleton(services => TTable.Create(services.GetRequiredService<IAmazonDynamoDB>(), services.GetService<TableOptions>()));
        builder.Services.AddSingleton(new DescribedTable(typeof(TTable), TTable.Model));
        builder.Services.AddHealthChecks().Add(TableHealthCheck<TTable>.Registration(TTable.Model.Name));
        if (DescribeMode.IsOn)
            DescribeMode.Register(builder.Services);
        else if (options.CreateTables ?? options.Service == TesseraService.Local)
            builder.Services.AddHostedService<TableCreation<TTable>>();
        return builder;
    }

    private static TesseraOptions AddClient(IHostApplicationBuilder builder, Action<TesseraOptions>? configure)
    {
        if (builder.Services.FirstOrDefault(service => service.ServiceType == typeof(TesseraOptions))?.ImplementationInstance is TesseraOptions earlier)
            return earlier;

        var options = ServiceSelection.Read(builder, configure);
        builder.Services.AddSingleton(options);
        builder.Services.TryAddSingleton(TimeProvider.System);
        if (options.Service == TesseraService.Local)
        {
            builder.Services.AddSingleton<LocalEngine>();
            builder.Services.TryAddSingleton<IAmazonDynamoDB>(services => services.GetRequiredService<LocalEngine>().Client);
        }
        else
        {
            builder.Services.TryAddSingleton<IAmazonDynamoDB>(_ => CreateClient(options));
            if (!DescribeMode.IsOn)
                builder.Services.AddHostedService<ClientCheck>();
        }

        return options;
    }

    private static TesseraDynamoDBClient CreateClient(TesseraOptions options)
    {
        try
        {
            return new TesseraDynamoDBClient(ClientConfig(options));
        }
        catch (AmazonClientException exception)
        {
            throw new InvalidOperationException(
                $"Tessera cannot make a client of Amazon DynamoDB: {exception.Message}. "
                + "Set Tessera:Region (environment variable Tessera__Region) or AWS_REGION to a region such as eu-central-1, or Tessera:Endpoint to an address.",
                exception);
        }
    }

    private static AmazonDynamoDBConfig ClientConfig(TesseraOptions options)
    {
        var config = new AmazonDynamoDBConfig();
        if (options.Region is { } region)
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        if (options.Endpoint is { } endpoint)
        {
            // The SDK forgets a region when it gets an address, so the one to sign for is said apart.
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = options.Region ?? "us-east-1";
        }

        return config;
    }
}
