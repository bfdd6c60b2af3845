namespace Tessera.Engine.Catalog;

/// <summary>The state of a table or global index.</summary>
internal enum ResourceStatus : byte
{
    Active,
    Creating,
    Updating,
    Deleting,
}
