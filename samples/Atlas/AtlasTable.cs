using Tessera;

namespace Atlas;

/// <summary>The places of the world: one partition per country, its cities in the order of region and district.</summary>
[Table("atlas")]
public partial class AtlasTable;
