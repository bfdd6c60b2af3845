namespace Tessera.Lambda;

/// <summary>The service's limits of a mapping's parameters.</summary>
internal static class EventSourceMappingLimits
{
    public const int BatchSizeMaximum = 10_000;
    public const int ParallelizationFactorMaximum = 10;
    public const int RetryAttemptsMaximum = 10_000;
    public const int FilterPatternsMaximum = 10;

    /// <summary>How large the event of one call may be, in bytes.</summary>
    public const int PayloadBytesMaximum = 6 * 1024 * 1024;

    /// <summary>How large the state of a tumbling window may be, in bytes.</summary>
    public const int WindowStateBytesMaximum = 1024 * 1024;

    /// <summary>How long a stream keeps its records.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    /// <summary>How long after its creation a record may appear in the stream; clocks that differ a little are a part of it.</summary>
    public static readonly TimeSpan AppearanceDelay = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan _batchingWindowMaximum = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan _recordAgeMinimum = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _recordAgeMaximum = TimeSpan.FromDays(7);
    private static readonly TimeSpan _tumblingWindowMinimum = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _tumblingWindowMaximum = TimeSpan.FromSeconds(900);

    public static void Check(EventSourceMappingOptions options)
    {
        CheckRange(nameof(options.BatchSize), options.BatchSize, 1, BatchSizeMaximum);
        CheckRange(nameof(options.ParallelizationFactor), options.ParallelizationFactor, 1, ParallelizationFactorMaximum);
        CheckRange(nameof(options.MaximumRetryAttempts), options.MaximumRetryAttempts, -1, RetryAttemptsMaximum);
        CheckRange(nameof(options.MaximumBatchingWindow), options.MaximumBatchingWindow, TimeSpan.Zero, _batchingWindowMaximum);
        CheckRange(nameof(options.MaximumRecordAge), options.MaximumRecordAge ?? _recordAgeMinimum, _recordAgeMinimum, _recordAgeMaximum);
        CheckRange(nameof(options.TumblingWindow), options.TumblingWindow ?? _tumblingWindowMinimum, _tumblingWindowMinimum, _tumblingWindowMaximum);
        CheckWholeSeconds(nameof(options.TumblingWindow), options.TumblingWindow ?? TimeSpan.Zero);
        CheckPositive(nameof(options.PollInterval), options.PollInterval);
        CheckPositive(nameof(options.ShardDiscoveryInterval), options.ShardDiscoveryInterval);
        CheckPositive(nameof(options.RetryDelay), options.RetryDelay);
        CheckRange(nameof(options.RetryDelayMaximum), options.RetryDelayMaximum, options.RetryDelay, TimeSpan.FromDays(1));
        CheckRange(nameof(options.StopGracePeriod), options.StopGracePeriod, TimeSpan.Zero, TimeSpan.FromMinutes(15));
        if (!Enum.IsDefined(options.StartingPosition))
            throw new ArgumentException($"StartingPosition is {options.StartingPosition}. It must be TrimHorizon or Latest.");
        CheckPatterns(options.FilterPatterns);
    }

    private static void CheckPatterns(IReadOnlyList<string> patterns)
    {
        if (patterns.Count > FilterPatternsMaximum)
            throw new ArgumentException($"There are {patterns.Count} filter patterns. A mapping has at most {FilterPatternsMaximum}.");
        foreach (var pattern in patterns)
        {
            try
            {
                FilterPattern.Parse(pattern);
            }
            catch (FormatException error)
            {
                throw new ArgumentException(error.Message, error);
            }
        }
    }

    private static void CheckRange(string name, int value, int minimum, int maximum)
    {
        if (value < minimum || value > maximum)
            throw new ArgumentException($"{name} is {value}. It must be from {minimum} to {maximum}.");
    }

    private static void CheckRange(string name, TimeSpan value, TimeSpan minimum, TimeSpan maximum)
    {
        if (value < minimum || value > maximum)
            throw new ArgumentException($"{name} is {value.TotalSeconds} seconds. It must be from {minimum.TotalSeconds} to {maximum.TotalSeconds} seconds.");
    }

    private static void CheckWholeSeconds(string name, TimeSpan value)
    {
        if (value.Ticks % TimeSpan.TicksPerSecond != 0)
            throw new ArgumentException($"{name} is {value.TotalSeconds} seconds. It must be whole seconds.");
    }

    private static void CheckPositive(string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero)
            throw new ArgumentException($"{name} is {value.TotalSeconds} seconds. It must be more than zero.");
    }
}
