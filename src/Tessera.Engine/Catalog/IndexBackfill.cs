namespace Tessera.Engine.Catalog;

/// <summary>
/// Puts the entries of every item of a table into a new index's key space, and counts them. Implemented beside the code that maintains indexes on
/// writes, so that both make the same entries.
/// </summary>
internal delegate void IndexBackfill(TableTransaction transaction, TableDefinition table, IndexDefinition index);
