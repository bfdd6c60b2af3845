namespace Tessera;

/// <summary>Works on several chunks at a time; a single one, which is the common case, is worked on where the caller is, without other threads.</summary>
internal static class Chunks
{
    /// <summary>Takes the chunks as they are needed. After a failure no more are taken; the first failure is thrown once the others have ended.</summary>
    public static async Task ForEachAsync<TChunk>(IEnumerable<TChunk> chunks, int parallelMax, Func<TChunk, Task> work)
    {
        using var enumerator = chunks.GetEnumerator();
        if (!enumerator.MoveNext())
            return;
        var chunk = enumerator.Current;
        if (!enumerator.MoveNext())
        {
            await work(chunk).ConfigureAwait(false);
            return;
        }

        var running = new List<Task>(parallelMax) { Start(work, chunk) };
        try
        {
            do
            {
                if (running.Count >= parallelMax)
                    await OneEndsAsync(running).ConfigureAwait(false);
                running.Add(Start(work, enumerator.Current));
            }
            while (enumerator.MoveNext());
            while (running.Count > 0)
                await OneEndsAsync(running).ConfigureAwait(false);
        }
        finally
        {
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Task Start<TChunk>(Func<TChunk, Task> work, TChunk chunk) => Task.Run(() => work(chunk));

    private static async Task OneEndsAsync(List<Task> running)
    {
        var ended = await Task.WhenAny(running).ConfigureAwait(false);
        running.Remove(ended);
        await ended.ConfigureAwait(false);
    }
}
