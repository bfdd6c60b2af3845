using Tessera.Engine.Catalog;
using Tessera.Engine.Store;
using Tessera.Engine.Tables;

namespace Tessera.Engine;

/// <summary>The parts that every operation works with. One per engine; thread-safe.</summary>
internal sealed class EngineContext(EngineOptions options, IStore store)
{
    public EngineOptions Options { get; } = options;

    public IStore Store { get; } = store;

    public EngineRandom Random { get; } = new(options.Seed);

    public TableCatalog Catalog { get; } = new(options, store, new TableUpkeep());
}
