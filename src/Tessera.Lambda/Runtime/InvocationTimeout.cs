namespace Tessera.Lambda.Runtime;

/// <summary>When an invocation is cancelled, and when it is answered without the application: both a little before its deadline.</summary>
internal readonly record struct InvocationTimeout(TimeSpan UntilCancelled, TimeSpan UntilAbandoned)
{
    private const int ShareMax = 10;

    /// <summary>Far more than any function has, and little enough for any timer.</summary>
    private static readonly TimeSpan _remainingMax = TimeSpan.FromDays(1);

    public static InvocationTimeout Of(LambdaContext context, TimeSpan margin)
    {
        if (context.Deadline == DateTimeOffset.MaxValue)
            return new InvocationTimeout(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var remaining = context.RemainingTime;
        if (margin > remaining / ShareMax)
            margin = remaining / ShareMax;
        if (remaining > _remainingMax)
            remaining = _remainingMax;
        return new InvocationTimeout(remaining - margin, remaining - (margin / 2));
    }
}
