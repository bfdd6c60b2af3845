using System.Diagnostics.CodeAnalysis;
using Amazon;
using Amazon.DynamoDBv2;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tessera;
using Tessera.Hosting;
using Tessera.Hosting.Describing;
using Tessera.Lambda;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds stream handlers to an application.</summary>
public static class TesseraStreamExtensions
{
    private static readonly TimeSpan _retryDelayMaximumInDevelopment = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Registers a stream handler, a new one for each record. In Lambda the function's events reach it. With the bundled engine this process reads the table's stream
    /// itself, and with another service if <see cref="TesseraOptions.ReadStreams"/> says so. Call <c>AddTessera</c> for its table too.
    /// </summary>
    /// <typeparam name="THandler">The handler, a class with <see cref="StreamHandlerAttribute{TTable}"/>.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="configure">Changes how the handler gets its records.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">
    /// A parameter of the event source is out of its limits, a filter pattern is wrong, or <see cref="EventSourceMappingOptions.ReportBatchItemFailures"/> is off.
    /// </exception>
    /// <remarks>
    /// Deployed, each handler is a function of its own; the environment variable <c>TESSERA_HANDLER</c> names the one that a process is for, and where it is not set
    /// the process has all of them. A checkpoint store or an on-failure destination among the services (<see cref="ICheckpointStore"/>,
    /// <see cref="IFailureDestination"/>) is used when the process reads streams itself; else positions are kept in memory. The log names what fails, is tried again and is given up.
    /// </remarks>
    public static IHostApplicationBuilder AddStreamHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IHostApplicationBuilder builder, Action<StreamHandlerOptions>? configure = null)
        where THandler : class, IStreamHandler<THandler>
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = DefaultOptions(builder);
        configure?.Invoke(options);
        if (builder.Environment.IsDevelopment())
            RaiseRetryDelayMaximum(options);
        options.EventSource.Validate();
        CheckReportsFailures(THandler.Model.Name, options);
        builder.AddLambdaRuntime();
        builder.Services.TryAddScoped<THandler>();
        builder.Services.AddSingleton(new StreamHandlerName(THandler.Model.Name));
        builder.Services.TryAddSingleton(FunctionProcessor.Create);
        if (IsForThisProcess(builder, THandler.Model.Name))
            builder.Services.AddSingleton(new StreamFunction(StreamHandlerRegistration.For<THandler>(), options));
        AddReading(builder);
        return builder;
    }

    /// <summary>
    /// Keeps in a table which records have been handled, so that every stream handler of the application handles each once, although it is delivered several times.
    /// The table is created where the application creates its tables.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="options">The table's name, and for how long it remembers; the defaults where null.</param>
    /// <returns>The same builder.</returns>
    public static IHostApplicationBuilder AddStreamIdempotency(this IHostApplicationBuilder builder, IdempotencyTableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(services => new IdempotencyTable(services.GetRequiredService<IAmazonDynamoDB>(), options));
        builder.Services.AddSingleton<IIdempotencyStore>(services => services.GetRequiredService<IdempotencyTable>());
        builder.Services.AddSingleton(new DescribedTable(typeof(IdempotencyTable), IdempotencyTable.Model, (options ?? new IdempotencyTableOptions()).TableName));
        builder.Services.AddHostedService<IdempotencyTableCreation>();
        return builder;
    }

    /// <summary>Who develops sees within a minute what becomes of a record that always fails. Deployed, the service chooses its waits.</summary>
    private static StreamHandlerOptions DefaultOptions(IHostApplicationBuilder builder)
    {
        var options = new StreamHandlerOptions();
        if (builder.Environment.IsDevelopment())
            options.EventSource = options.EventSource with { RetryDelayMaximum = _retryDelayMaximumInDevelopment };
        return options;
    }

    /// <summary>What is put there in Development must not contradict a longer wait that the application sets.</summary>
    private static void RaiseRetryDelayMaximum(StreamHandlerOptions options)
    {
        var eventSource = options.EventSource;
        if (eventSource.RetryDelayMaximum == _retryDelayMaximumInDevelopment && eventSource.RetryDelay > _retryDelayMaximumInDevelopment)
            options.EventSource = eventSource with { RetryDelayMaximum = eventSource.RetryDelay };
    }

    /// <summary>A handler's failures stand in the response; a mapping that does not read it takes every batch for done.</summary>
    private static void CheckReportsFailures(string handler, StreamHandlerOptions options)
    {
        if (!options.EventSource.ReportBatchItemFailures)
            throw new ArgumentException(
                $"The stream handler '{handler}' has {nameof(EventSourceMappingOptions.ReportBatchItemFailures)} off, so that records on which it fails would be lost. "
                + "Leave it on: options.EventSource = options.EventSource with { … } keeps what you do not set.");
    }

    private static bool IsForThisProcess(IHostApplicationBuilder builder, string handler) =>
        builder.Configuration[StreamFunction.HandlerVariable] is not { Length: > 0 } only || DescribeMode.IsOn || only == handler;

    private static void AddReading(IHostApplicationBuilder builder)
    {
        if (DescribeMode.IsOn || builder.Services.Any(service => service.ImplementationType == typeof(StreamReading)))
            return;
        builder.Services.TryAddSingleton(CreateSource);
        builder.Services.AddHostedService<StreamReading>();
    }

    private static IStreamSource CreateSource(IServiceProvider services)
    {
        var options = services.GetRequiredService<TesseraOptions>();
        return options.Service == TesseraService.Local
            ? services.GetRequiredService<LocalEngine>().CreateStreams()
            : new DynamoDBStreamsClient(StreamsConfig(options));
    }

    private static DynamoDBStreamsConfig StreamsConfig(TesseraOptions options)
    {
        var config = new DynamoDBStreamsConfig();
        if (options.Region is { } region)
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        if (options.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = options.Region ?? "us-east-1";
        }

        return config;
    }
}
