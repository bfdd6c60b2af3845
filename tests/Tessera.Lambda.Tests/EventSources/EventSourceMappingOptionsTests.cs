namespace Tessera.Lambda.Tests.EventSources;

/// <summary>The limits of a mapping's parameters, at and beyond each.</summary>
public sealed class EventSourceMappingOptionsTests
{
    private static readonly EventSourceMappingOptions _options = new();

    public static TheoryData<EventSourceMappingOptions> Allowed =>
    [
        _options,
        _options with { BatchSize = 1, ParallelizationFactor = 10, MaximumRetryAttempts = 0 },
        _options with { BatchSize = 10_000, MaximumBatchingWindow = TimeSpan.FromSeconds(300), MaximumRetryAttempts = 10_000 },
        _options with { MaximumRecordAge = TimeSpan.FromSeconds(60), TumblingWindow = TimeSpan.FromSeconds(1) },
        _options with { MaximumRecordAge = TimeSpan.FromSeconds(604_800), TumblingWindow = TimeSpan.FromSeconds(900) },
        _options with { FilterPatterns = [.. Enumerable.Repeat("""{"eventName":["INSERT"]}""", 10)] },
    ];

    public static TheoryData<EventSourceMappingOptions, string> Refused => new()
    {
        { _options with { BatchSize = 0 }, "BatchSize is 0. It must be from 1 to 10000." },
        { _options with { BatchSize = 10_001 }, "BatchSize is 10001. It must be from 1 to 10000." },
        { _options with { ParallelizationFactor = 11 }, "ParallelizationFactor is 11. It must be from 1 to 10." },
        { _options with { MaximumRetryAttempts = -2 }, "MaximumRetryAttempts is -2. It must be from -1 to 10000." },
        { _options with { MaximumBatchingWindow = TimeSpan.FromSeconds(301) }, "MaximumBatchingWindow is 301 seconds. It must be from 0 to 300 seconds." },
        { _options with { MaximumRecordAge = TimeSpan.FromSeconds(59) }, "MaximumRecordAge is 59 seconds. It must be from 60 to 604800 seconds." },
        { _options with { TumblingWindow = TimeSpan.FromSeconds(901) }, "TumblingWindow is 901 seconds. It must be from 1 to 900 seconds." },
        { _options with { TumblingWindow = TimeSpan.FromSeconds(1.5) }, "TumblingWindow is 1.5 seconds. It must be whole seconds." },
        { _options with { PollInterval = TimeSpan.Zero }, "PollInterval is 0 seconds. It must be more than zero." },
        { _options with { RetryDelayMaximum = TimeSpan.FromSeconds(0.5) }, "RetryDelayMaximum is 0.5 seconds. It must be from 1 to 86400 seconds." },
        { _options with { StartingPosition = (StartingPosition)9 }, "StartingPosition is 9. It must be TrimHorizon or Latest." },
        { _options with { FilterPatterns = [.. Enumerable.Repeat("{}", 11)] }, "There are 11 filter patterns. A mapping has at most 10." },
        { _options with { FilterPatterns = ["""{"a":1}"""] }, "Filter pattern, at 'a': 1 stands where an object or an array of rules is expected; write [1]." },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void Validate_WithinLimits_Passes(EventSourceMappingOptions options) => options.Validate();

    [Theory]
    [MemberData(nameof(Refused))]
    public void Validate_BeyondALimit_SaysWhich(EventSourceMappingOptions options, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(options.Validate).Message);
}
