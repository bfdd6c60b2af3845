using Amazon.DynamoDBv2;
using Tessera.Integration.Tests.Entities;
using Tessera.Testing;

namespace Tessera.Integration.Tests.Repositories;

/// <summary>An engine of its own with the table of tasks; the theory's argument chooses the transport.</summary>
internal sealed class TaskFixture : IDisposable
{
    private TaskFixture(TestEngine engine, IAmazonDynamoDB client) => (Engine, Table) = (engine, new TasksTable(client));

    public TestEngine Engine { get; }

    public TasksTable Table { get; }

    public static async Task<TaskFixture> CreateAsync(bool fast = true)
    {
        var engine = new TestEngine();
        var fixture = new TaskFixture(engine, fast ? engine.CreateFastClient() : engine.Client);
        await fixture.Table.EnsureCreatedAsync();
        return fixture;
    }

    /// <summary>A task in the list "a", due at noon of a day in January 2024.</summary>
    public static TaskItem Task(int id, int? day = null, string? owner = null, string list = "a", int priority = 1) => new()
    {
        ListId = list,
        TaskId = id,
        Title = $"Task {id}",
        Team = day is null ? null : "core",
        Due = day is null ? null : new DateTimeOffset(2024, 1, day.Value, 12, 0, 0, TimeSpan.Zero),
        Owner = owner,
        Priority = priority,
    };

    /// <summary>The stored attributes of a task, as DynamoDB has them.</summary>
    public async Task<Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>> ItemAsync(int id, string list = "a")
    {
        var key = new TaskItemKey(list, id);
        var response = await Engine.Client.GetItemAsync("tasks", new() { ["PK"] = new(key.PartitionKey), ["SK"] = new(key.SortKey) });
        return response.Item;
    }

    public void Dispose() => Engine.Dispose();
}
