namespace Tessera;

/// <summary>How a table context works. Read once, when the context is made; one instance may serve several contexts.</summary>
public sealed class TableOptions
{
    /// <summary>The table's name in place of the one in <see cref="TableAttribute"/>; an ARN is allowed.</summary>
    /// <value>The default is <see langword="null"/>: the attribute's name.</value>
    public string? TableName { get; set; }

    /// <summary>Put before the table's name, to keep environments apart: <c>staging-</c>.</summary>
    /// <value>The default is empty. Ignored when <see cref="TableName"/> is set.</value>
    public string TableNamePrefix { get; set; } = "";

    /// <summary>Whether reads are strongly consistent unless the call says otherwise; they cost twice as much, and global indexes have none.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ConsistentReads { get; set; }

    /// <summary>How often a batch sends again what DynamoDB left unprocessed, before <see cref="BatchIncompleteException"/>.</summary>
    /// <value>The default is 10. Every answer that processed something starts the count again.</value>
    public int BatchRetriesMax { get; set; } = 10;

    /// <summary>The delay before the first such retry; it doubles with each, and each is a random part of it (full jitter).</summary>
    /// <value>The default is 50 milliseconds.</value>
    public TimeSpan BatchRetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest such delay.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan BatchRetryDelayMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many requests one batch or parallel scan keeps in flight.</summary>
    /// <value>The default is 4.</value>
    public int ParallelRequestsMax { get; set; } = 4;

    /// <summary>The clock that delays run on.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The seed of the jitter, so that a test repeats exactly.</summary>
    /// <value>The default is <see langword="null"/>: a new seed for each context.</value>
    public int? RandomSeed { get; set; }

    /// <summary>Adds up the capacity that requests consume; when set, requests ask DynamoDB for it.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public CapacityMeter? Capacity { get; set; }
}
