using Tessera.Engine.Protocol;
using Tessera.Engine.Store;

namespace Tessera.Engine;

/// <summary>
/// A DynamoDB-compatible engine: tables, items, indexes, expressions and transactions behind the service's own protocol.
/// For development and tests; it never pretends to be a distributed database.
/// </summary>
/// <remarks>Thread-safe. Opens no socket, starts no thread and reads no environment variable.</remarks>
public sealed class DynamoDBEngine : IDisposable
{
    /// <summary>Makes an engine.</summary>
    /// <param name="options">Clock, account, region; the defaults where null.</param>
    /// <param name="store">Where everything is kept; a new store in memory where null. The engine disposes of it.</param>
    public DynamoDBEngine(EngineOptions? options = null, IStore? store = null)
    {
        _ = options;
        _ = store;
        throw new NotImplementedException();
    }

    /// <summary>Answers one request. Never throws for anything a client can send: errors are answers.</summary>
    public EngineResponse Handle(in EngineRequest request) => throw new NotImplementedException();

    /// <summary>
    /// A message handler that answers in process: give it to an <see cref="HttpClient"/>, or to the AWS SDK through its HTTP client factory, and there is
    /// no socket and no port.
    /// </summary>
    public HttpMessageHandler CreateHandler() => throw new NotImplementedException();

    /// <summary>Disposes of the store.</summary>
    public void Dispose() => throw new NotImplementedException();
}
