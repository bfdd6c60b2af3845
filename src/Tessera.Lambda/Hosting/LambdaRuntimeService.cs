using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Hosting;

/// <summary>Runs the loop from when the application has started until it is told to stop.</summary>
internal sealed partial class LambdaRuntimeService(RuntimeLoop loop, InitErrorReport initErrors, IHostApplicationLifetime lifetime, ILogger<LambdaRuntimeService> log)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private Task _running = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The first call for an event ends the function's initialization: everything has started by now.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        initErrors.Dispose();
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Waits for the invocation under way, before anything that it may need is stopped.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_running.IsCompleted)
            return;
        await _abort.CancelAsync().ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        // A host that is disposed of without having been stopped must not take events any more.
        _stop.Cancel();
        _stop.Dispose();
        _abort.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await loop.RunAsync(_stop.Token, _abort.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            // The service starts a new process; this one must not look as if it had ended well.
            LogEnded(exception);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The runtime loop has ended")]
    private partial void LogEnded(Exception exception);
}
