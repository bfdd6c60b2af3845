using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;
using Microsoft.Extensions.DependencyInjection;

namespace Tessera.AmazonLambda;

/// <summary>
/// Gives the events of a function of the official packages to the stream handlers of an application: those that <c>AddStreamHandler</c> has added. Thread-safe.
/// </summary>
/// <remarks>Take a handler with streams where you can: the event's bytes are read as they are. A <see cref="DynamoDBEvent"/> has to be written as JSON again.</remarks>
public sealed class DynamoDBStreamFunction
{
    private readonly IServiceProvider _services;
    private readonly StreamProcessor _processor;
    private readonly TimeProvider _time;

    /// <summary>Makes a function over the services of an application.</summary>
    /// <param name="services">The services of a built host, which need not run.</param>
    /// <exception cref="InvalidOperationException">The application has no stream handler.</exception>
    public DynamoDBStreamFunction(IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
        _processor = services.GetRequiredService<StreamProcessor>();
        _time = services.GetService<TimeProvider>() ?? TimeProvider.System;
    }

    /// <summary>Handles an event. The function needs no serializer.</summary>
    /// <param name="input">The event as UTF-8 JSON.</param>
    /// <param name="context">The invocation, which tells how much time there is.</param>
    /// <returns>The response as UTF-8 JSON, with the records that failed.</returns>
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var json = new MemoryStream();
        await input.CopyToAsync(json).ConfigureAwait(false);
        return new MemoryStream((await ProcessAsync(json.GetBuffer().AsMemory(0, (int)json.Length), context).ConfigureAwait(false)).ToArray());
    }

    /// <summary>Handles an event that a serializer has read.</summary>
    /// <param name="dynamoDBEvent">The event.</param>
    /// <param name="context">The invocation, which tells how much time there is.</param>
    /// <returns>The records that failed.</returns>
    public async Task<StreamsEventResponse> HandleAsync(DynamoDBEvent dynamoDBEvent, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(dynamoDBEvent);
        var response = await ProcessAsync(DynamoDBEventJson.Write(dynamoDBEvent), context).ConfigureAwait(false);
        using var document = JsonDocument.Parse(response);
        var failures = document.RootElement.GetProperty("batchItemFailures").EnumerateArray()
            .Select(failure => new StreamsEventResponse.BatchItemFailure { ItemIdentifier = failure.GetProperty("itemIdentifier").GetString() });
        return new StreamsEventResponse { BatchItemFailures = [.. failures] };
    }

    private ValueTask<ReadOnlyMemory<byte>> ProcessAsync(ReadOnlyMemory<byte> json, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _processor.ProcessAsync(json, _time.GetUtcNow() + context.RemainingTime, _services, CancellationToken.None);
    }
}
