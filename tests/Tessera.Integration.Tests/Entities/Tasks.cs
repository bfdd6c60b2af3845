namespace Tessera.Integration.Tests.Entities;

[Table("tasks")]
[GlobalIndex("by-due", PartitionKey = "due_pk", SortKey = "due_sk", Projection = IndexProjection.Include, NonKeyAttributes = ["Title"])]
[LocalIndex("LSI1")]
public partial class TasksTable;

/// <summary>Sparse, local and projected indexes.</summary>
[Entity<TasksTable>("LIST#{ListId}", "TASK#{TaskId:D6}")]
[Index("by-due", "TEAM#{Team}", "{Due:yyyy-MM-dd}#{Priority:D2}")]
[Index("ByOwner", "OWNER#{Owner}")]
[Index("LSI1", null, "{Title}")]
public partial record TaskItem
{
    public required string ListId { get; init; }
    public required int TaskId { get; init; }
    public required string Title { get; init; }
    public string? Team { get; init; }
    public DateTimeOffset? Due { get; init; }
    public int Priority { get; init; }
    public int Effort { get; init; }
    public string? Owner { get; init; }
    public List<string> Labels { get; init; } = [];
    public HashSet<string> Watchers { get; init; } = [];
    public Dictionary<string, int> Counts { get; init; } = [];
    public Address? Place { get; init; }

    [Version]
    public long Version { get; init; }
}

/// <summary>Stands in the same partition as the tasks.</summary>
[Entity<TasksTable>("LIST#{ListId}", "LIST", Repository = "Lists")]
public partial record TaskList(string ListId, string Name);

[ItemCollection<TasksTable>("LIST#{ListId}")]
public sealed partial record Board(TaskList? List, IReadOnlyList<TaskItem> Tasks);
