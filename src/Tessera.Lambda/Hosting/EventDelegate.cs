using Microsoft.Extensions.DependencyInjection;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Hosting;

/// <summary>The application's own event handler, in a scope of its services.</summary>
internal sealed class EventDelegate(Func<LambdaEvent, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> handler, IServiceScopeFactory scopes) : IEventHandler
{
    public async ValueTask<ReadOnlyMemory<byte>> HandleAsync(ReadOnlyMemory<byte> json, LambdaContext context, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            return await handler(new LambdaEvent(json, context, scope.ServiceProvider), cancellationToken).ConfigureAwait(false);
    }
}
