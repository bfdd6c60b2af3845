using Tessera.Integration.Tests.Entities;

namespace Tessera.Integration.Tests.Repositories;

public sealed class RepositoryTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CreateGetPutDelete_OneEntity_FollowItsVersion(bool fast)
    {
        using var fixture = await TaskFixture.CreateAsync(fast);
        var tasks = fixture.Table.TaskItems;
        var created = await tasks.CreateAsync(TaskFixture.Task(1));
        Assert.Equal(1, created.Version);
        await Assert.ThrowsAsync<EntityExistsException>(() => tasks.CreateAsync(TaskFixture.Task(1)));

        var put = await tasks.PutAsync(created with { Title = "changed" });
        Assert.Equal(2, put.Version);
        await Assert.ThrowsAsync<VersionConflictException>(() => tasks.PutAsync(created));

        Same.Check(put, await tasks.GetAsync("a", 1));
        Same.Check(put, await tasks.GetAsync(new TaskItemKey("a", 1), consistent: true));
        await Assert.ThrowsAsync<VersionConflictException>(() => tasks.DeleteAsync(created));
        await tasks.DeleteAsync("a", 1);
        Assert.Null(await tasks.GetAsync("a", 1));
    }

    [Fact]
    public async Task Get_KeyOfAnotherEntity_SaysSo()
    {
        using var fixture = await TaskFixture.CreateAsync();
        await fixture.Engine.Client.PutItemAsync("tasks", new() { ["PK"] = new("LIST#a"), ["SK"] = new("TASK#000001"), ["EntityType"] = new("Alien") });
        var exception = await Assert.ThrowsAsync<EntityTypeMismatchException>(() => fixture.Table.TaskItems.GetAsync("a", 1));
        Assert.Contains("Alien", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutMany_MoreThanABatch_AreAllStored()
    {
        using var fixture = await TaskFixture.CreateAsync();
        var tasks = fixture.Table.TaskItems;
        await tasks.PutManyAsync(Enumerable.Range(1, 130).Select(id => TaskFixture.Task(id)));
        var found = await tasks.GetManyAsync(Enumerable.Range(1, 140).Select(id => new TaskItemKey("a", id)));
        Assert.Equal(130, found.Count);
        await tasks.DeleteManyAsync(Enumerable.Range(1, 129).Select(id => new TaskItemKey("a", id)));
        Assert.Equal(130, Assert.Single(await tasks.Scan().ToListAsync()).TaskId);
    }

    [Fact]
    public async Task Scan_SeveralEntitiesAndSegments_ReturnsOnlyItsOwn()
    {
        using var fixture = await TaskFixture.CreateAsync();
        await fixture.Table.Lists.PutAsync(new TaskList("a", "All"));
        await fixture.Table.TaskItems.PutManyAsync(Enumerable.Range(1, 30).Select(id => TaskFixture.Task(id, list: "l" + id, priority: id)));
        var found = await fixture.Table.TaskItems.Scan().Where(t => t.Priority > 10).Segments(4).ToListAsync();
        Assert.Equal(Enumerable.Range(11, 20), found.Select(t => t.TaskId).Order());
    }

    [Fact]
    public async Task Put_WithCondition_IsRefusedWithTheStoredEntity()
    {
        using var fixture = await TaskFixture.CreateAsync();
        var lists = fixture.Table.Lists;
        await lists.Put(new TaskList("a", "first")).When(l => l.NotExists() | l.Name == "none").RunAsync();
        var exception = await Assert.ThrowsAsync<ConditionFailedException>(() => lists.Put(new TaskList("a", "second")).When(l => l.NotExists() | l.Name == "none").RunAsync());
        Assert.Equal(new TaskList("a", "first"), exception.Stored);
        await lists.Delete("a").When(l => l.Name.StartsWith("fir") && l.Name.Size() == 5).RunAsync();
        Assert.Null(await lists.GetAsync("a"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Load_ItemCollection_HoldsEachEntity(bool fast)
    {
        using var fixture = await TaskFixture.CreateAsync(fast);
        await fixture.Table.Lists.PutAsync(new TaskList("a", "All"));
        await fixture.Table.TaskItems.PutManyAsync([TaskFixture.Task(2), TaskFixture.Task(1), TaskFixture.Task(3, list: "b")]);
        var board = await fixture.Table.Boards.LoadAsync("a");
        Assert.Equal("All", board.List?.Name);
        Assert.Equal([1, 2], board.Tasks.Select(t => t.TaskId));
        Assert.Null((await fixture.Table.Boards.LoadAsync("none")).List);
    }

    [Fact]
    public async Task EnsureCreated_TableOfAnotherShape_SaysWhatDiffers()
    {
        using var fixture = await TaskFixture.CreateAsync();
        await fixture.Table.EnsureCreatedAsync();
        var other = new ReadingsTable(fixture.Engine.Client, new TableOptions { TableName = "tasks" });
        var exception = await Assert.ThrowsAsync<TableMismatchException>(() => other.EnsureCreatedAsync());
        Assert.Contains("SensorId", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LIST#a", "TASK#000001", true)]
    [InlineData("LIST#a", "TASK#1x", false)]
    [InlineData("LIST#a", "TASK#", false)]
    [InlineData("LIST#", "TASK#000001", false)]
    [InlineData("LISTE#a", "TASK#000001", false)]
    [InlineData("LIST#a", "LIST", false)]
    public void TryParse_Texts_GivesTheKeyOrFalse(string partitionKey, string sortKey, bool expected)
    {
        Assert.Equal(expected, TaskItemKey.TryParse(partitionKey, sortKey, out var key));
        Assert.Equal(expected ? new TaskItemKey("a", 1) : default, key);
        if (!expected)
            Assert.Throws<FormatException>(() => TaskItemKey.Parse(partitionKey, sortKey));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("a", -1)]
    [InlineData("a", 1_000_000)]
    public async Task Get_KeyPartBreaksItsTemplate_IsRefused(string list, int id)
    {
        using var fixture = await TaskFixture.CreateAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.Table.TaskItems.GetAsync(list, id));
    }
}
