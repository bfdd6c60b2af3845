using Amazon.DynamoDBv2;
using Microsoft.AspNetCore.Http;
using Tessera.Lambda.Local.Functions;
using Tessera.Lambda.Local.Gateway;
using Tessera.Lambda.Local.Invoking;
using Tessera.Lambda.Local.Templates;
using Tessera.Local;

namespace Tessera.Lambda.Local;

/// <summary>The parts of a local cloud, in the order in which they depend on each other.</summary>
internal sealed class LocalCloudParts : IAsyncDisposable
{
    private readonly LocalCloudOptions _options;
    private readonly LocalTemplate _template;
    private readonly LocalCloudLog _log;
    private readonly HttpMessageHandler _handler;
    private readonly HttpMessageInvoker? _engine;
    private readonly AmazonDynamoDBClient _dynamoDB;
    private readonly DynamoDBStreamsClient _streams;
    private readonly AsyncInvocations _async;
    private readonly ProcessGuard _guard = new();
    private readonly Dictionary<string, LocalFunction> _functions = [];
    private readonly List<CodeWatcher> _watchers = [];
    private readonly List<LoopbackServer> _servers = [];
    private readonly List<EventSourceMapping> _mappings = [];
    private readonly List<UrlSummary> _urls = [];
    private Task _mappingRuns = Task.CompletedTask;

    public LocalCloudParts(LocalCloudOptions options, LocalTemplate template)
    {
        _options = options;
        _template = template;
        _log = new LocalCloudLog(options.Log ?? (_ => { }), options.TimeProvider);
        _handler = options.DynamoDBHandler ?? new SocketsHttpHandler();
        _engine = options.DynamoDBHandler is { } handler ? new HttpMessageInvoker(handler, disposeHandler: false) : null;
        _dynamoDB = InProcessClient.Create(_handler, options.Region, config => config.ServiceURL = options.DynamoDBEndpoint.AbsoluteUri);
        _streams = InProcessClient.CreateStreams(_handler, options.Region, config => config.ServiceURL = options.DynamoDBEndpoint.AbsoluteUri);
        _async = new AsyncInvocations(_log, options.TimeProvider);
    }

    public LocalCloudSummary Summary { get; private set; } = new([], [], [], [], []);

    public Uri? ApiEndpoint { get; private set; }

    public Uri LambdaEndpoint { get; private set; } = null!;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var tables = _template.Check(FunctionCommand.Check);
        foreach (var warning in _template.ReadWarnings())
            _log.Warning(warning);
        // All errors of the template come together, also those that the engine finds in tables. Elsewhere than in an engine of this run's own, nothing is created
        // before the rest is right.
        if (_engine is null)
            _template.Errors.ThrowIfAny();
        await CreateTablesAsync(tables, cancellationToken).ConfigureAwait(false);
        _template.Errors.ThrowIfAny();

        await StartFunctionsAsync(_template.ReadFunctions(), cancellationToken).ConfigureAwait(false);
        var apis = _template.ReadApis();
        await ServeApisAsync(apis, cancellationToken).ConfigureAwait(false);
        await ServeUrlsAsync(cancellationToken).ConfigureAwait(false);
        var sources = _template.ReadStreamSources();
        _mappings.AddRange(sources.Select(CreateMapping));
        Summary = Summarize(tables, apis, sources);
    }

    public void RunMappings(CancellationToken stop) => _mappingRuns = Task.WhenAll(_mappings.Select(mapping => RunAsync(mapping, stop)));

    public async ValueTask DisposeAsync()
    {
        _watchers.ForEach(watcher => watcher.Dispose());
        // A mapping finishes its batch, for which it needs its function.
        await _mappingRuns.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _async.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_functions.Values.Select(function => function.DisposeAsync().AsTask())).ConfigureAwait(false);
        foreach (var server in _servers)
            await server.DisposeAsync().ConfigureAwait(false);
        _guard.Dispose();
        _streams.Dispose();
        _dynamoDB.Dispose();
        _engine?.Dispose();
        if (_options.DynamoDBHandler is null)
            _handler.Dispose();
    }

    private async Task CreateTablesAsync(IReadOnlyList<TableDefinition> tables, CancellationToken cancellationToken)
    {
        var creation = new TableCreation(_dynamoDB, _log, _options.TimeProvider);
        foreach (var table in tables)
        {
            try
            {
                if (await creation.CreateAsync(table, cancellationToken).ConfigureAwait(false) is { } streamArn)
                    _template.Scope.Set(table.LogicalId, "StreamArn", streamArn);
            }
            catch (TemplateException error)
            {
                _template.Errors.Add(error);
            }
        }
    }

    private async Task StartFunctionsAsync(IReadOnlyList<FunctionDefinition> definitions, CancellationToken cancellationToken)
    {
        // Functions are told the address of the Invoke API, so it listens before they are there; requests wait until they are.
        var invokeApi = new TaskCompletionSource<InvokeApi>(TaskCreationOptions.RunContinuationsAsynchronously);
        LambdaEndpoint = await ServeAsync(_options.LambdaPort, async context => await (await invokeApi.Task).AnswerAsync(context), cancellationToken).ConfigureAwait(false);
        var endpoints = new LocalEndpoints(_options.Region, _options.DynamoDBEndpoint.GetLeftPart(UriPartial.Authority), LambdaEndpoint.GetLeftPart(UriPartial.Authority));
        var host = new FunctionHost(endpoints, _options.TimeProvider, _log, _guard)
        {
            Engine = _engine,
            ProcessesMax = _options.ProcessesMax,
            StopPatience = _options.StopPatience,
        };
        foreach (var definition in definitions)
        {
            var command = await FunctionCommand.FindAsync(definition, text => _log.Information(text, definition.LogicalId), cancellationToken).ConfigureAwait(false);
            var function = new LocalFunction(definition, command, host);
            _functions.Add(definition.LogicalId, function);
            _watchers.Add(new CodeWatcher(command.OutputFolder, _options.TimeProvider, () => Restart(function), text => _log.Warning(text, definition.LogicalId)));
        }
        invokeApi.SetResult(new InvokeApi(_functions, _async, endpoints, _options.TimeProvider));
    }

    private void Restart(LocalFunction function)
    {
        // First, so that what the log says is true.
        _ = function.RestartAsync();
        if (function.Command.FindLoss() is { } loss)
            _log.Failed(function.Definition.LogicalId, loss);
        else
            _log.Information("The code has changed: the next event starts a new process.", function.Definition.LogicalId);
    }

    private async Task ServeApisAsync(IReadOnlyList<ApiDefinition> apis, CancellationToken cancellationToken)
    {
        if (apis.Count == 0)
            return;
        var routes = new RouteTable(apis);
        foreach (var conflict in routes.Conflicts())
            _log.Warning(conflict);
        var gateway = new ApiGateway(routes, _functions, _options.Region, _options.TimeProvider);
        ApiEndpoint = await ServeAsync(_options.Port, gateway.AnswerAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task ServeUrlsAsync(CancellationToken cancellationToken)
    {
        foreach (var function in _functions.Values.Where(function => function.Definition.Url is not null))
        {
            var port = _options.LambdaPort == 0 ? 0 : _options.LambdaPort + 1 + _urls.Count;
            var url = new FunctionUrl(function, _options.Region, _options.TimeProvider);
            _urls.Add(new UrlSummary(function.Definition.LogicalId, await ServeAsync(port, url.AnswerAsync, cancellationToken).ConfigureAwait(false)));
        }
    }

    private async Task<Uri> ServeAsync(int port, RequestDelegate answer, CancellationToken cancellationToken)
    {
        var server = await LoopbackServer.StartAsync(port, answer, cancellationToken).ConfigureAwait(false);
        _servers.Add(server);
        return server.Address;
    }

    private EventSourceMapping CreateMapping(StreamSourceDefinition source)
    {
        var destination = source.Destination is { } arn ? new LoggedDestination(source.Function, arn, _log) : null;
        var invoker = new StreamInvoker(_functions[source.Function], source.StreamArn);
        var mapping = new EventSourceMapping(
            source.Name, source.StreamArn, _streams, invoker, source.Options, checkpoints: null, destination, _options.TimeProvider);
        mapping.BatchFailed += failure => _log.BatchFailed(source.Function, invoker.Trigger, failure);
        return mapping;
    }

    private async Task RunAsync(EventSourceMapping mapping, CancellationToken stop)
    {
        try
        {
            await mapping.RunAsync(stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            _log.Failed(mapping.Name, $"The stream is read no longer: {exception.Message}");
        }
    }

    private LocalCloudSummary Summarize(IEnumerable<TableDefinition> tables, IReadOnlyList<ApiDefinition> apis, IEnumerable<StreamSourceDefinition> sources) => new(
        [.. tables.Select(table => table.Name)],
        [.. _functions.Values.Select(function => new FunctionSummary(
            function.Definition.LogicalId, function.Definition.Name, string.Join(' ', [function.Command.FileName, .. function.Command.Arguments])))],
        [.. apis.SelectMany(api => api.Routes).Select(route => new RouteSummary(route.Method, route.Path ?? "$default", route.Function))],
        _urls,
        [.. sources.Select(source => new StreamSourceSummary(source.Function, source.StreamArn))]);
}
