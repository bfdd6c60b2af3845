namespace Tessera.Testing;

/// <summary>A clock that stands still until a test moves it. Timers and delays made from it come due while it is moved, in order, on the mover's thread.</summary>
/// <remarks>Thread-safe. Time never goes backwards.</remarks>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now;

    /// <summary>Makes a clock that shows midnight UTC of 1 January 2025.</summary>
    public ManualClock()
        : this(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Makes a clock that shows a time.</summary>
    /// <param name="start">The time it shows until it is moved.</param>
    public ManualClock(DateTimeOffset start) => _now = start.ToUniversalTime();

    /// <summary>The frequency of <see cref="GetTimestamp"/>: ticks of 100 nanoseconds.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>UTC, whatever the machine's zone is.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>The time the clock shows.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    /// <summary>The time the clock shows, in ticks.</summary>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Moves the clock forwards and runs the timers that come due on the way, each at its own time.</summary>
    /// <param name="by">How far: zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + by);
    }

    /// <summary>Moves the clock to a time and runs the timers that come due on the way, each at its own time.</summary>
    /// <param name="time">The time to show.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is before the one the clock shows.</exception>
    public void AdvanceTo(DateTimeOffset time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, GetUtcNow());
        while (TakeNextDue(time) is { } timer)
            timer.Run();
        lock (_lock)
            _now = time > _now ? time.ToUniversalTime() : _now;
    }

    /// <summary>Makes a timer that comes due as the clock is moved.</summary>
    /// <param name="callback">What runs, on the thread that moves the clock.</param>
    /// <param name="state">What the callback is given.</param>
    /// <param name="dueTime">When it runs first, from the time the clock shows now.</param>
    /// <param name="period">How often it runs after that; <see cref="Timeout.InfiniteTimeSpan"/> for once.</param>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? TakeNextDue(DateTimeOffset end)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is null)
                return null;
            _now = next.Due > _now ? next.Due : _now;
            if (next.Period > TimeSpan.Zero)
                next.Due += next.Period;
            else
                _timers.Remove(next);
            return next;
        }
    }

    /// <summary>Its state is guarded by the clock's lock.</summary>
    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Run() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                Period = period;
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock._now + dueTime;
                clock._timers.Add(this);
            }
            if (dueTime == TimeSpan.Zero)
                clock.AdvanceTo(clock.GetUtcNow());
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
