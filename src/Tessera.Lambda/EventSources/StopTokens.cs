namespace Tessera.Lambda;

/// <summary>How work ends before its time. Thread-safe.</summary>
/// <param name="stop">What stops all the mapping's work.</param>
/// <param name="abandon">Gives up what is in flight.</param>
internal sealed class StopTokens(CancellationTokenSource stop, CancellationToken abandon)
{
    /// <summary>Asks to begin nothing new.</summary>
    public CancellationToken Stop { get; } = stop.Token;

    /// <summary>Asks to give up what is in flight.</summary>
    public CancellationToken Abandon => abandon;

    /// <summary>Waits for a part of the work; when it fails, the other parts are stopped too, so that nothing goes on without it unnoticed.</summary>
    public async Task<T> StopAllOnFaultAsync<T>(Task<T> part)
    {
        try
        {
            return await part.ConfigureAwait(false);
        }
        catch
        {
            StopAll();
            throw;
        }
    }

    private void StopAll() => stop.Cancel();
}
