using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tessera.Lambda;

namespace Tessera.Hosting;

/// <summary>A stream handler of the application with its options: what becomes a function of its own when it is deployed.</summary>
internal sealed record StreamFunction(StreamHandlerRegistration Handler, StreamHandlerOptions Options)
{
    /// <summary>Limits a process to one of the application's stream handlers, so that several functions can share one program.</summary>
    public const string HandlerVariable = "TESSERA_HANDLER";

    public string Name => Handler.Model.Name;

    /// <summary>The mapping's parameters, with the handler's own filters where the application has set none.</summary>
    public EventSourceMappingOptions EventSource =>
        Options.EventSource.FilterPatterns.Count > 0 ? Options.EventSource : Options.EventSource with { FilterPatterns = Handler.Model.FilterPatterns };

    /// <summary>Makes what handles the function's batches.</summary>
    public StreamProcessor CreateProcessor(IServiceProvider services) => CreateProcessor(services, [Handler]);

    /// <summary>Makes what handles the batches of several functions in one, as this one's options say.</summary>
    public StreamProcessor CreateProcessor(IServiceProvider services, IReadOnlyList<StreamHandlerRegistration> handlers)
    {
        var processing = Options.Processing;
        var store = services.GetService<IIdempotencyStore>();
        processing = processing with
        {
            CreateScope = processing.CreateScope ?? OpenScope,
            OnRecordFailed = processing.OnRecordFailed ?? LogFailures(services.GetRequiredService<ILoggerFactory>().CreateLogger($"Tessera.Streams.{Name}")),
            Idempotency = processing.Idempotency ?? (store is null ? null : new StreamIdempotency(store)),
        };
        return new StreamProcessor(handlers, processing, services.GetRequiredService<TimeProvider>());
    }

    private static StreamScope OpenScope(IServiceProvider services)
    {
        var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        return new StreamScope(scope.ServiceProvider, scope);
    }

    private static Func<StreamFailure, CancellationToken, ValueTask> LogFailures(ILogger log) => (failure, _) =>
    {
        StreamLog.RecordFailed(log, failure.Handler, failure.Record.EventId, failure.Record.SequenceNumber, failure.Exception);
        return ValueTask.CompletedTask;
    };
}
