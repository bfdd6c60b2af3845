using Microsoft.Extensions.Logging;

namespace Tessera.Lambda.Runtime;

/// <summary>Takes events from the runtime API and hands them to the application, until it is told to stop.</summary>
internal sealed partial class RuntimeLoop(
    LambdaEnvironment environment, IInvocationHandler handler, LambdaOptions options, SnapshotHooks hooks, TimeProvider time, ILogger<RuntimeLoop> log)
{
    private bool _isCold = true;

    /// <param name="stop">Ends the waiting for events; an invocation under way is finished.</param>
    /// <param name="abort">Cancels the invocations under way too.</param>
    /// <exception cref="RuntimeApiException">The runtime API failed or is gone: the process must end.</exception>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        if (environment.IsSnapStart)
            await BeSnapshottedAsync(stop).ConfigureAwait(false);

        // One that fails ends all: the service replaces the process, not a part of it.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var loops = new Task[environment.MaxConcurrency];
        for (var index = 0; index < loops.Length; index++)
            loops[index] = TakeEventsAsync(end, abort);
        await Task.WhenAll(loops).ConfigureAwait(false);
    }

    private async Task BeSnapshottedAsync(CancellationToken stop)
    {
        using var client = new RuntimeApiClient(environment, time);
        try
        {
            await hooks.RunBeforeSnapshotAsync(stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            await client.ReportInitErrorAsync(exception, "Runtime.BeforeSnapshotError", stop).ConfigureAwait(false);
            throw;
        }

        await client.WaitForRestoreAsync(stop).ConfigureAwait(false);
        try
        {
            await hooks.RunAfterRestoreAsync(stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            await client.ReportRestoreErrorAsync(exception, "Runtime.AfterRestoreError", stop).ConfigureAwait(false);
            throw;
        }
    }

    private async Task TakeEventsAsync(CancellationTokenSource end, CancellationToken abort)
    {
        using var client = new RuntimeApiClient(environment, time);
        try
        {
            while (true)
                await TakeEventAsync(client, end.Token, abort).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task TakeEventAsync(RuntimeApiClient client, CancellationToken stop, CancellationToken abort)
    {
        stop.ThrowIfCancellationRequested();
        var received = await client.NextAsync(stop).ConfigureAwait(false);
        var invocation = new Invocation(received, client, abort);
        LambdaContext.Current = received.Context;
        try
        {
            using var telemetry = Observe(invocation);
            await InvokeAsync(client, invocation, telemetry, abort).ConfigureAwait(false);
            if (invocation.IsAbandoned)
                telemetry.TimeOut();
        }
        finally
        {
            LambdaContext.Current = null;
            if (!invocation.IsAbandoned)
                received.Dispose();
        }
    }

    private async Task InvokeAsync(RuntimeApiClient client, Invocation invocation, InvocationTelemetry telemetry, CancellationToken abort)
    {
        try
        {
            await HandleInTimeAsync(invocation, abort).ConfigureAwait(false);
        }
        catch (RuntimeApiException exception) when (exception.IsRefusal)
        {
            // The service has ended the invocation by itself, at its deadline most likely.
            LogRefused(exception, invocation.Context.RequestId);
        }
        catch (Exception exception) when (exception is not RuntimeApiException)
        {
            telemetry.Fail(exception);
            LogFailed(exception, invocation.Context.RequestId);
            await ReportAsync(client, invocation, exception).ConfigureAwait(false);
        }
    }

    private async Task HandleInTimeAsync(Invocation invocation, CancellationToken abort)
    {
        var timeout = InvocationTimeout.Of(invocation.Context, options.DeadlineMargin);
        var deadline = new CancellationTokenSource(timeout.UntilCancelled, time);
        invocation.Cancellation = deadline;
        using var aborted = abort.Register(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
        using var over = new CancellationTokenSource(timeout.UntilAbandoned, time);
        // On a thread of its own: a handler that blocks must not keep the loop from answering without it.
        var work = Task.Run(() => handler.HandleAsync(invocation), CancellationToken.None);
        await work.WaitAsync(over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (work.IsCompleted || !invocation.TryAbandon())
        {
            using (deadline)
                await work.ConfigureAwait(false);
            return;
        }

        // What is still running keeps its event and its token; nobody waits for it, and nobody hears its answer.
        _ = work.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        LogAbandoned(invocation.Context.RequestId, invocation.Context.Deadline);
        await invocation.AnswerAbandonedAsync().ConfigureAwait(false);
    }

    private async Task ReportAsync(RuntimeApiClient client, Invocation invocation, Exception exception)
    {
        if (!invocation.TryClaim())
            return;
        try
        {
            // Not to be cancelled: it is the last word of the invocation.
            await client.ReportErrorAsync(invocation.Context.RequestId, exception, CancellationToken.None).ConfigureAwait(false);
        }
        catch (RuntimeApiException refusal) when (refusal.IsRefusal)
        {
            LogRefused(refusal, invocation.Context.RequestId);
        }
    }

    private InvocationTelemetry Observe(Invocation invocation)
    {
        // One variable of the process cannot tell several invocations apart.
        if (environment.MaxConcurrency == 1)
            Environment.SetEnvironmentVariable(LambdaEnvironment.TraceIdVariable, invocation.Context.TraceId);
        var isCold = _isCold;
        _isCold = false;
        return InvocationTelemetry.Start(invocation, isCold);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The invocation {RequestId} failed")]
    private partial void LogFailed(Exception exception, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The invocation {RequestId} was not done shortly before its deadline of {Deadline:O}: it is answered without")]
    private partial void LogAbandoned(string requestId, DateTimeOffset deadline);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The answer to the invocation {RequestId} was refused")]
    private partial void LogRefused(Exception exception, string requestId);
}
