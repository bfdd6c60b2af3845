using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Functions;

/// <summary>
/// A function: as many processes as there are calls at once, up to a limit; idle ones are kept for the next call. A process starts with the first call that needs
/// it, as in the service. Thread-safe.
/// </summary>
internal sealed class LocalFunction : IAsyncDisposable
{
    private const string Stopping = "The local cloud stops.";

    /// <summary>How long a call waits for a process that has answered and is about to ask for its next event, before it starts another.</summary>
    private static readonly TimeSpan _turnaround = TimeSpan.FromMilliseconds(50);

    private readonly FunctionHost _host;
    private readonly SemaphoreSlim _slots;
    private readonly Lock _lock = new();
    private readonly Stack<FunctionInstance> _idle = [];
    private readonly HashSet<FunctionInstance> _all = [];
    private readonly HashSet<Invocation> _underWay = [];
    private int _generation;
    private bool _stopped;

    public LocalFunction(FunctionDefinition definition, FunctionCommand command, FunctionHost host)
    {
        Definition = definition;
        Command = command;
        _host = host;
        _slots = new SemaphoreSlim(Math.Max(1, definition.ReservedConcurrency ?? host.ProcessesMax));
    }

    public FunctionDefinition Definition { get; }

    public FunctionCommand Command { get; }

    public string Arn => ResourceAttributes.FunctionArn(_host.Endpoints.Region, Definition.Name);

    /// <summary>How many processes there are.</summary>
    public int ProcessCount
    {
        get
        {
            lock (_lock)
                return _all.Count;
        }
    }

    /// <summary>Calls the function.</summary>
    /// <returns>The invocation, whose response has come, or has begun where it is streamed.</returns>
    /// <exception cref="ThrottledException">The function's reserved concurrency is used up.</exception>
    public async Task<Invocation> InvokeAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        var invocation = new Invocation(call, Arn, _host.Time.GetUtcNow());
        Begin(invocation);
        try
        {
            await invocation.Response.WaitAsync(cancellationToken).ConfigureAwait(false);
            return invocation;
        }
        catch (OperationCanceledException)
        {
            // The function works on; nobody reads what it streams.
            _ = invocation.Response.ContinueWith(response => response.Result.Abandon(), TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>New code: idle processes end now, busy ones after their call.</summary>
    public async Task RestartAsync()
    {
        FunctionInstance[] old;
        lock (_lock)
        {
            _generation++;
            old = [.. _idle];
            _idle.Clear();
        }
        await DisposeAsync(old).ConfigureAwait(false);
    }

    /// <summary>Ends all processes.</summary>
    public async ValueTask DisposeAsync()
    {
        FunctionInstance[] all;
        Invocation[] underWay;
        lock (_lock)
        {
            _stopped = true;
            all = [.. _all];
            underWay = [.. _underWay];
            _idle.Clear();
        }
        await DisposeAsync(all).ConfigureAwait(false);
        await Task.WhenAll(underWay.Select(invocation => invocation.Ended)).ConfigureAwait(false);
    }

    /// <summary>Reserved concurrency refuses, as the service does; the limit of this machine only makes calls wait.</summary>
    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (Definition.ReservedConcurrency is not { } reserved)
            await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        else if (reserved == 0 || !await _slots.WaitAsync(0, cancellationToken).ConfigureAwait(false))
            throw new ThrottledException(Definition.Name);
    }

    /// <summary>Runs a call, or refuses it where the function has stopped: a process that started from then on would outlive the local cloud.</summary>
    private void Begin(Invocation invocation)
    {
        bool stopped;
        lock (_lock)
        {
            stopped = _stopped;
            if (!stopped)
                _underWay.Add(invocation);
        }
        if (!stopped)
        {
            _ = RunAsync(invocation);
            return;
        }
        _slots.Release();
        invocation.TryAnswer(FunctionErrors.Exited(invocation.RequestId, Stopping));
        invocation.End("");
    }

    private async Task RunAsync(Invocation invocation)
    {
        TimeSpan? init = null;
        var duration = TimeSpan.Zero;
        try
        {
            (duration, init) = await RunInProcessAsync(invocation).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever went wrong on this machine, the caller gets an answer.
            invocation.TryAnswer(FunctionErrors.CannotStart(invocation.RequestId, exception.Message));
        }
        finally
        {
            _slots.Release();
            lock (_lock)
                _underWay.Remove(invocation);
            invocation.End(CallReport.Write(Definition, invocation.RequestId, duration, init));
        }
        _host.Log.Invoked(Definition, invocation, init, duration);
    }

    private async Task<(TimeSpan Duration, TimeSpan? Init)> RunInProcessAsync(Invocation invocation)
    {
        await WaitForTurnaroundAsync().ConfigureAwait(false);
        TimeSpan? init = null;
        var (instance, generation) = await TakeIdleAsync().ConfigureAwait(false);
        if (instance is null)
        {
            instance = await StartAsync(invocation).ConfigureAwait(false);
            init = instance?.InitDuration;
        }
        if (instance is null)
            return (TimeSpan.Zero, null);
        var duration = await instance.RunAsync(invocation).ConfigureAwait(false);
        await GiveBackAsync(instance, generation).ConfigureAwait(false);
        return (duration, init);
    }

    /// <summary>A caller has its response a moment before the process is idle again. Without this, calls in a row would start a process each.</summary>
    private async ValueTask WaitForTurnaroundAsync()
    {
        Task[] finishing;
        lock (_lock)
            finishing = _idle.Count > 0 ? [] : [.. _underWay.Where(other => other.IsFinished).Select(other => other.Ended)];
        if (finishing.Length > 0)
            await Task.WhenAny([.. finishing, Task.Delay(_turnaround, _host.Time)]).ConfigureAwait(false);
    }

    /// <summary>Null where the process could not get ready; the invocation is answered then.</summary>
    private async Task<FunctionInstance?> StartAsync(Invocation invocation)
    {
        var instance = await FunctionInstance.StartAsync(Definition, Command, _host, invocation).ConfigureAwait(false);
        bool stopped;
        lock (_lock)
        {
            _all.Add(instance);
            stopped = _stopped;
        }
        var failure = stopped
            ? FunctionErrors.Exited(invocation.RequestId, Stopping)
            : await instance.InitAsync(invocation.RequestId).ConfigureAwait(false);
        if (failure is null)
            return instance;
        invocation.TryAnswer(failure);
        await RemoveAsync(instance).ConfigureAwait(false);
        return null;
    }

    private async ValueTask<(FunctionInstance? Instance, int Generation)> TakeIdleAsync()
    {
        while (true)
        {
            FunctionInstance? instance;
            int generation;
            lock (_lock)
                (instance, generation) = (_idle.TryPop(out var idle) ? idle : null, _generation);
            if (instance is not { HasEnded: true })
                return (instance, generation);
            // It ended by itself while it had nothing to do.
            await RemoveAsync(instance).ConfigureAwait(false);
        }
    }

    private async Task GiveBackAsync(FunctionInstance instance, int generation)
    {
        lock (_lock)
        {
            if (!instance.IsBroken && !_stopped && generation == _generation)
            {
                _idle.Push(instance);
                return;
            }
        }
        await RemoveAsync(instance).ConfigureAwait(false);
    }

    private Task DisposeAsync(IEnumerable<FunctionInstance> instances) => Task.WhenAll(instances.Select(RemoveAsync));

    private async Task RemoveAsync(FunctionInstance instance)
    {
        lock (_lock)
        {
            if (!_all.Remove(instance))
                return;
        }
        await instance.DisposeAsync().ConfigureAwait(false);
    }
}
