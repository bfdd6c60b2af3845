using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Hosting;

/// <summary>The stream handlers of the application, or those of them that this function is limited to.</summary>
internal sealed partial class StreamEventHandler(StreamProcessor processor, IServiceProvider services) : IEventHandler
{
    /// <summary>The environment variable that names the one stream handler of a function whose program has several.</summary>
    public const string HandlerVariable = "TESSERA_HANDLER";

    /// <summary>Makes the handler from what has been registered; null where the application has no stream handlers.</summary>
    /// <exception cref="InvalidOperationException">The function is limited to a handler that the program does not have.</exception>
    public static StreamEventHandler? Create(IServiceProvider services)
    {
        var handlers = Select([.. services.GetServices<StreamHandlerRegistration>()], services.GetRequiredService<IConfiguration>()[HandlerVariable]);
        if (handlers.Count == 0)
            return null;
        return new StreamEventHandler(new StreamProcessor(handlers, Options(services), services.GetRequiredService<TimeProvider>()), services);
    }

    public ValueTask<ReadOnlyMemory<byte>> HandleAsync(ReadOnlyMemory<byte> json, LambdaContext context, CancellationToken cancellationToken)
    {
        DateTimeOffset? deadline = context.Deadline == DateTimeOffset.MaxValue ? null : context.Deadline;
        return processor.ProcessAsync(json, deadline, services, cancellationToken);
    }

    private static List<StreamHandlerRegistration> Select(List<StreamHandlerRegistration> handlers, string? name)
    {
        if (string.IsNullOrEmpty(name))
            return handlers;
        var selected = handlers.FindAll(handler => handler.Model.Name == name);
        return selected.Count > 0
            ? selected
            : throw new InvalidOperationException(
                $"{HandlerVariable} is '{name}', and the program has "
                + (handlers.Count == 0 ? "no stream handlers." : $"the stream handlers {string.Join(", ", handlers.Select(handler => handler.Model.Name))}."));
    }

    private static StreamProcessorOptions Options(IServiceProvider services)
    {
        var options = services.GetService<StreamProcessorOptions>() ?? new StreamProcessorOptions();
        var log = services.GetRequiredService<ILogger<StreamEventHandler>>();
        return options with
        {
            CreateScope = options.CreateScope ?? CreateScope,
            OnRecordFailed = options.OnRecordFailed ?? ((failure, _) => LogFailed(log, failure)),
        };
    }

    private static StreamScope CreateScope(IServiceProvider services)
    {
        var scope = services.CreateAsyncScope();
        return new StreamScope(scope.ServiceProvider, scope);
    }

    private static ValueTask LogFailed(ILogger log, StreamFailure failure)
    {
        LogFailed(log, failure.Exception, failure.Handler, failure.Record.SequenceNumber);
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Handler} failed on the record {SequenceNumber}")]
    private static partial void LogFailed(ILogger log, Exception exception, string handler, string sequenceNumber);
}
