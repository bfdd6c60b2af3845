using Tessera.Lambda.Local.Functions;

namespace Tessera.Lambda.Local.Invoking;

/// <summary>
/// Calls that nobody waits for: a failed one is tried again after one minute and once more after two, as the function's EventInvokeConfig allows. Thread-safe.
/// </summary>
internal sealed class AsyncInvocations(LocalCloudLog log, TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<Task> _underWay = [];

    public void Add(LocalFunction function, FunctionCall call)
    {
        var run = RunAsync(function, call, time.GetUtcNow());
        lock (_underWay)
            _underWay.Add(run);
        run.ContinueWith(ended =>
        {
            lock (_underWay)
                _underWay.Remove(ended);
        }, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        Task[] underWay;
        lock (_underWay)
            underWay = [.. _underWay];
        await Task.WhenAll(underWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(LocalFunction function, FunctionCall call, DateTimeOffset accepted)
    {
        var settings = function.Definition.Async;
        for (var attempt = 0; ; attempt++)
        {
            if (await TryAsync(function, call).ConfigureAwait(false))
                return;
            var delay = TimeSpan.FromMinutes(attempt + 1);
            if (attempt >= settings.RetryAttemptsMax || time.GetUtcNow() + delay - accepted > TimeSpan.FromSeconds(settings.EventAgeSecondsMax))
            {
                log.Failed(function.Definition.LogicalId, $"Event {call.RequestId} is dropped after {attempt + 1} attempts.");
                return;
            }
            // The clock runs from before the message: whoever reads it may move the clock.
            var wait = Task.Delay(delay, time, _stop.Token);
            log.Information($"Event {call.RequestId} failed and is tried again in {delay.TotalMinutes:F0} min.", function.Definition.LogicalId);
            await wait.ConfigureAwait(false);
        }
    }

    private async Task<bool> TryAsync(LocalFunction function, FunctionCall call)
    {
        try
        {
            var invocation = await function.InvokeAsync(call, _stop.Token).ConfigureAwait(false);
            var result = await (await invocation.Response.ConfigureAwait(false)).ReadAsync(_stop.Token).ConfigureAwait(false);
            return result.FunctionError is null;
        }
        catch (ThrottledException)
        {
            return false;
        }
    }
}
