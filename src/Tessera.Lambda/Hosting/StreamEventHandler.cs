using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Hosting;

/// <summary>The stream handlers of the application.</summary>
internal sealed class StreamEventHandler(StreamProcessor processor, IServiceProvider services) : IEventHandler
{
    public ValueTask<ReadOnlyMemory<byte>> HandleAsync(ReadOnlyMemory<byte> json, LambdaContext context, CancellationToken cancellationToken)
    {
        DateTimeOffset? deadline = context.Deadline == DateTimeOffset.MaxValue ? null : context.Deadline;
        return processor.ProcessAsync(json, deadline, services, cancellationToken);
    }
}
