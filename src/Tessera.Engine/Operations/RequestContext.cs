using Tessera.Engine.Catalog;
using Tessera.Engine.Store;

namespace Tessera.Engine.Operations;

/// <summary>What an operation is given: the request's body and region, and the engine's parts. Lives as long as its request.</summary>
internal sealed class RequestContext(EngineContext engine, string region, ReadOnlyMemory<byte> body)
{
    public EngineContext Engine { get; } = engine;

    /// <summary>The region of the credential scope, where the tables of the request live.</summary>
    public string Region { get; } = region;

    /// <summary>The body: UTF-8, not empty, not yet known to be JSON. Read it with a <see cref="Protocol.RequestReader"/>.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    public TableCatalog Catalog => Engine.Catalog;

    public IStore Store => Engine.Store;

    public DateTimeOffset Now => Engine.Options.TimeProvider.GetUtcNow();

    /// <summary>The table of a data operation, by name or ARN.</summary>
    /// <exception cref="Errors.ServiceException">There is none, or it is not there yet or any more.</exception>
    public TableDefinition GetActiveTable(string nameOrArn) => Catalog.GetActiveTable(Region, nameOrArn);
}
