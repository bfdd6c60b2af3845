namespace Tessera;

/// <summary>Jittered exponential backoff on the options' clock and random source.</summary>
internal sealed class RetryDelays(TableOptions options)
{
    private readonly Lock _lock = new();
    private readonly Random _random = options.RandomSeed is { } seed ? new Random(seed) : new Random();

    public int RetriesMax => options.BatchRetriesMax;

    /// <summary>A random part of the delay that doubles with each retry, so that clients that failed together do not return together.</summary>
    public TimeSpan Of(int retry)
    {
        var longest = Math.Min(options.BatchRetryDelayMax.TotalMilliseconds, options.BatchRetryDelay.TotalMilliseconds * Math.Pow(2, retry));
        lock (_lock)
            return TimeSpan.FromMilliseconds(_random.NextDouble() * longest);
    }

    public Task WaitAsync(int retry, CancellationToken cancellationToken) => Task.Delay(Of(retry), options.TimeProvider, cancellationToken);
}
