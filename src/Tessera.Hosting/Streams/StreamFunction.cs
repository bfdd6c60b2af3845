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
            Idempotency = processing.Idempotency ?? (store is null ? null : new StreamIdempotency(store)),
        };
        if (processing.OnRecordFailed is null)
            processing = processing with { OnRecordFailed = LogFailures(CreateLog(services), TextOfRecords(services), processing.Idempotency is not null) };
        return new StreamProcessor(handlers, processing, services.GetRequiredService<TimeProvider>());
    }

    public ILogger CreateLog(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger($"Tessera.Streams.{Name}");

    /// <summary>How the log names the handler's records.</summary>
    public RecordText TextOfRecords(IServiceProvider services) => new(Handler.Model.Table, services.GetService<TesseraOptions>()?.LogKeys ?? false);

    private static StreamScope OpenScope(IServiceProvider services)
    {
        var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        return new StreamScope(scope.ServiceProvider, scope);
    }

    private static Func<StreamFailure, CancellationToken, ValueTask> LogFailures(ILogger log, RecordText text, bool countsAttempts) => (failure, _) =>
    {
        var record = text.Of(failure.Record);
        StreamLog.RecordFailed(log, failure.Handler, countsAttempts ? $"{record}, attempt {failure.Attempt}" : record, failure.Exception);
        return ValueTask.CompletedTask;
    };
}
