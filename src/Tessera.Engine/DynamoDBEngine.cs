using Tessera.Engine.Protocol;
using Tessera.Engine.Store;
using Tessera.Engine.Streams;
using Tessera.Engine.Tables;

namespace Tessera.Engine;

/// <summary>
/// A DynamoDB-compatible engine: tables, items, indexes, expressions and transactions behind the service's own protocol.
/// For development and tests; it never pretends to be a distributed database.
/// </summary>
/// <remarks>Thread-safe. Opens no socket, starts no thread and reads no environment variable.</remarks>
public sealed class DynamoDBEngine : IDisposable
{
    private readonly IStore _store;
    private readonly EngineContext _context;
    private readonly RequestDispatcher _dispatcher;

    /// <summary>Makes an engine.</summary>
    /// <param name="options">Clock, account, region; the defaults where null.</param>
    /// <param name="store">Where everything is kept; a new store in memory where null. The engine disposes of it.</param>
    public DynamoDBEngine(EngineOptions? options = null, IStore? store = null)
    {
        _store = store ?? new MemoryStore();
        _context = new EngineContext(options ?? new EngineOptions(), _store);
        _dispatcher = new RequestDispatcher(_context);
    }

    /// <summary>Answers one request. Never throws for anything a client can send: errors are answers.</summary>
    /// <remarks>The caller disposes of the response when it has sent it.</remarks>
    public EngineResponse Handle(in EngineRequest request) => _dispatcher.Handle(request);

    /// <summary>
    /// A message handler that answers in process: give it to an <see cref="HttpClient"/>, or to the AWS SDK through its HTTP client factory, and there is
    /// no socket and no port.
    /// </summary>
    /// <remarks>Thread-safe; disposing of it does not dispose of the engine. The address of a request does not matter.</remarks>
    public HttpMessageHandler CreateHandler() => new EngineMessageHandler(this);

    /// <summary>Walks all tables, indexes and streams and tells, in words, where they disagree; for tests. Call it while nothing is written.</summary>
    internal IReadOnlyList<string> Check()
    {
        using var snapshot = _store.Snapshot();
        return [.. TableCheck.Run(snapshot, _context.Catalog.Tables), .. StreamCheck.Run(snapshot, _context.Catalog.Streams.All)];
    }

    /// <summary>Disposes of the store. Requests after that fail.</summary>
    public void Dispose() => _store.Dispose();
}
