namespace Tessera.Lambda.Runtime;

/// <summary>An event as <c>next</c> gives it, in memory that returns to its pool at the end.</summary>
/// <remarks>A class, as <see cref="RuntimeResponse"/> is: async methods that result in a struct of ours would have to be compiled at each cold start.</remarks>
internal sealed class ReceivedEvent(LambdaContext context, RuntimeResponse response) : IDisposable
{
    public LambdaContext Context => context;

    /// <summary>The event as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Json => response.Body;

    public void Dispose() => response.Dispose();
}
