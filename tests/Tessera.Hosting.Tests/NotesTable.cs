namespace Tessera.Hosting.Tests;

/// <summary>A table to host.</summary>
[Table("notes", Stream = StreamView.NewAndOldImages)]
public partial class NotesTable;

[Entity<NotesTable>("NOTE#{Id}", "METADATA")]
public partial record Note
{
    public required string Id { get; init; }
    public string? Text { get; init; }
}
