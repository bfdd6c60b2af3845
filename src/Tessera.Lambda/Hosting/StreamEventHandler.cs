using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Hosting;

internal static class StreamEventHandler
{
    public static IEventHandler? Create(IServiceProvider provider) => null;
}
