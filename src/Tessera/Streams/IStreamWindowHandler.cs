namespace Tessera;

/// <summary>Keeps the state of a tumbling window; generated for each stream handler with a method <c>OnWindow</c>.</summary>
public interface IStreamWindowHandler
{
    /// <summary>Takes a batch of records into the window's state.</summary>
    /// <param name="window">The window, its state so far, and the batch's records in order; none in a final call without records.</param>
    /// <param name="cancellationToken">Is cancelled when the function's time is nearly over.</param>
    /// <returns>The new state: a JSON object, at most 1 MB.</returns>
    ValueTask<ReadOnlyMemory<byte>> HandleWindowAsync(StreamWindow window, CancellationToken cancellationToken);
}
