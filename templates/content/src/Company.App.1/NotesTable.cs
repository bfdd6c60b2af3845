using Tessera;

namespace Company.App._1;

/// <summary>One table for all entities. The generator adds a repository for each.</summary>
#if (streams)
[Table("table-name-of-the-app", Stream = StreamView.NewAndOldImages)]
#else
[Table("table-name-of-the-app")]
#endif
public partial class NotesTable;
