using Microsoft.AspNetCore.Http;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Functions;

/// <summary>One process of a function and the runtime API it talks to. It works on one event at a time.</summary>
internal sealed class FunctionInstance : IAsyncDisposable
{
    /// <summary>What the service gives a process to get ready. What lies beyond it is taken from the first call's time.</summary>
    private static readonly TimeSpan _initTimeout = TimeSpan.FromSeconds(10);

    private readonly FunctionDefinition _function;
    private readonly FunctionHost _host;
    private readonly RuntimeApi _api;
    private readonly TableEndpoint? _tables;
    private LoopbackServer _server = null!;
    private FunctionProcess _process = null!;
    private Invocation? _current;
    private long _begun;

    private FunctionInstance(FunctionDefinition function, FunctionHost host)
    {
        _function = function;
        _host = host;
        _api = new RuntimeApi(Begin);
        _tables = host.Engine is { } engine ? new TableEndpoint(engine, OnConsumed) : null;
    }

    /// <summary>How long the process took to ask for its first event.</summary>
    public TimeSpan InitDuration { get; private set; }

    /// <summary>The process is gone.</summary>
    public bool HasEnded => _process.Exited.IsCompleted;

    /// <summary>True once the process is of no more use.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Starts a process for a call, in whose log and capacity its initialization is.</summary>
    public static async Task<FunctionInstance> StartAsync(FunctionDefinition function, FunctionCommand command, FunctionHost host, Invocation first)
    {
        if (command.FindLoss() is { } loss)
            throw FunctionCommand.Error(function, loss);
        var instance = new FunctionInstance(function, host) { _current = first };
        instance._server = await LoopbackServer.StartAsync(0, instance.AnswerAsync, CancellationToken.None).ConfigureAwait(false);
        var authority = instance._server.Address.Authority;
        var endpoints = instance._tables is null ? host.Endpoints : host.Endpoints with { DynamoDB = $"http://{authority}" };
        var environment = FunctionEnvironment.Create(function, command, endpoints, authority, host.Time.GetUtcNow());
        try
        {
            instance._begun = host.Time.GetTimestamp();
            instance._process = FunctionProcess.Start(command, environment, host.Guard, instance.OnLine, host.StopPatience);
            return instance;
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            await instance._server.DisposeAsync().ConfigureAwait(false);
            throw FunctionCommand.Error(function, $"'{command.FileName}' does not start: {exception.Message}");
        }
    }

    /// <summary>Waits until the process is ready for its first event.</summary>
    /// <returns>Null when it is; else the error with which calls are answered.</returns>
    public async Task<FunctionResult?> InitAsync(string requestId)
    {
        var failure = await UntilReadyAsync(requestId, _initTimeout + _function.Timeout).ConfigureAwait(false);
        InitDuration = _host.Time.GetElapsedTime(_begun);
        IsBroken = failure is not null;
        return failure;
    }

    /// <summary>Gives the process an event and waits until it asks for the next one, or is of no more use. The invocation is answered in any case.</summary>
    /// <returns>How long the process worked.</returns>
    public async Task<TimeSpan> RunAsync(Invocation invocation)
    {
        Volatile.Write(ref _current, invocation);
        invocation.Log($"START RequestId: {invocation.RequestId} Version: $LATEST");
        _begun = _host.Time.GetTimestamp();
        _api.Give(invocation);
        if (await UntilReadyAsync(invocation.RequestId, _function.Timeout).ConfigureAwait(false) is { } failure)
        {
            IsBroken = true;
            if (!invocation.TryAnswer(failure))
                invocation.Finish(failure);
        }
        Volatile.Write(ref _current, null);
        return _host.Time.GetElapsedTime(_begun);
    }

    public async ValueTask DisposeAsync()
    {
        IsBroken = true;
        await _process.DisposeAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<FunctionResult?> UntilReadyAsync(string requestId, TimeSpan timeout)
    {
        using var deadline = new CancellationTokenSource(timeout, _host.Time);
        var overdue = Task.Delay(Timeout.Infinite, deadline.Token);
        var ready = _api.Ready;
        var first = await Task.WhenAny(ready, _api.InitError, _process.Exited, overdue).ConfigureAwait(false);
        if (first == ready)
            return null;
        if (_api.InitError.IsCompleted)
            return await _api.InitError.ConfigureAwait(false);
        if (first != overdue)
            return FunctionErrors.Exited(requestId, await _process.Exited.ConfigureAwait(false));
        _process.Kill();
        return FunctionErrors.TimedOut(requestId, _function.Timeout);
    }

    /// <summary>The process has one server: the runtime API, and the DynamoDB endpoint that counts what the process consumes.</summary>
    private Task AnswerAsync(HttpContext context)
    {
        if (!LocalCallers.Includes(context))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }
        return _tables is not null && TableEndpoint.Takes(context.Request) ? _tables.AnswerAsync(context) : _api.AnswerAsync(context);
    }

    private DateTimeOffset Begin(Invocation invocation) => _host.Time.GetUtcNow() + _function.Timeout;

    private void OnConsumed(bool isRead, double units) => Volatile.Read(ref _current)?.Consume(isRead, units);

    private void OnLine(string line)
    {
        Volatile.Read(ref _current)?.Log(line);
        _host.Log.FunctionWrote(_function.LogicalId, line);
    }
}
