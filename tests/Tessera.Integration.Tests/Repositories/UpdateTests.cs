using Tessera.Integration.Tests.Entities;

namespace Tessera.Integration.Tests.Repositories;

public sealed class UpdateTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Update_EveryKindOfChange_ReturnsTheNewEntity(bool fast)
    {
        using var fixture = await TaskFixture.CreateAsync(fast);
        var tasks = fixture.Table.TaskItems;
        await tasks.CreateAsync(TaskFixture.Task(1) with { Effort = 5, Labels = ["a"], Watchers = ["x", "y"], Counts = new() { ["n"] = 1 }, Place = new Address("s", "c") });
        var updated = await tasks.Update("a", 1)
            .Append(t => t.Labels, "b", "c")
            .Add(t => t.Watchers, "z")
            .Add(t => t.Effort, 2)
            .Set(t => t.Counts["n"], 7)
            .Set(t => t.Place.City, "Bern")
            .When(t => t.Effort == 5 && t.Labels.Contains("a") && !(t.Title == "other"))
            .RunAsync();
        Assert.Equal(["a", "b", "c"], updated!.Labels);
        Assert.Equal(["x", "y", "z"], updated.Watchers.Order());
        Assert.Equal(7, updated.Effort);
        Assert.Equal(7, updated.Counts["n"]);
        Assert.Equal("Bern", updated.Place?.City);
        Assert.Equal(2, updated.Version);

        updated = await tasks.Update("a", 1).Delete(t => t.Watchers, "x").Remove(t => t.Place).RunAsync();
        Assert.Equal(["y", "z"], updated!.Watchers.Order());
        Assert.Null(updated.Place);
    }

    [Fact]
    public async Task Update_ItemIsMissing_IsRefusedUnlessCreated()
    {
        using var fixture = await TaskFixture.CreateAsync();
        await Assert.ThrowsAsync<EntityNotFoundException>(() => fixture.Table.TaskItems.Update("a", 1).Set(t => t.Title, "x").RunAsync());
        var created = await fixture.Table.TaskItems.Update("a", 1).Set(t => t.Title, "x").OrCreate().RunAsync();
        Same.Check(created, await fixture.Table.TaskItems.GetAsync("a", 1));
        Assert.Equal("TASK#000001", new TaskItemKey(created!.ListId, created.TaskId).SortKey);
    }

    [Fact]
    public async Task Update_AllPartsOfAnIndexKey_MovesTheItemInTheIndex()
    {
        using var fixture = await TaskFixture.CreateAsync();
        var tasks = fixture.Table.TaskItems;
        await tasks.CreateAsync(TaskFixture.Task(1, day: 3, owner: "ann"));
        await tasks.Update("a", 1)
            .Set(t => t.Team, "ops")
            .Set(t => t.Due, new DateTimeOffset(2025, 2, 1, 0, 0, 0, TimeSpan.Zero))
            .Set(t => t.Priority, 9)
            .Set(t => t.Owner, "bob")
            .Set(t => t.Title, "new")
            .RunAsync();
        var item = await fixture.ItemAsync(1);
        Assert.Equal("TEAM#ops", item["due_pk"].S);
        Assert.Equal("2025-02-01#09", item["due_sk"].S);
        Assert.Equal("OWNER#bob", item["ByOwnerPK"].S);
        Assert.Equal("new", item["LSI1SK"].S);
        Assert.Single(await tasks.QueryByTeam("ops").ToListAsync());
        Assert.Empty(await tasks.QueryByTeam("core").ToListAsync());
    }

    [Fact]
    public async Task Update_SomePartsOfAnIndexKey_NamesTheMissing()
    {
        using var fixture = await TaskFixture.CreateAsync();
        await fixture.Table.TaskItems.CreateAsync(TaskFixture.Task(1, day: 3));
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Table.TaskItems.Update("a", 1).Set(t => t.Team, "ops").RunAsync());
        Assert.Contains("'Due'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'Priority'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_RemovesAPartOfASparseIndex_TakesTheItemOut()
    {
        using var fixture = await TaskFixture.CreateAsync();
        await fixture.Table.TaskItems.CreateAsync(TaskFixture.Task(1, owner: "ann"));
        await fixture.Table.TaskItems.Update("a", 1).Remove(t => t.Owner).RunAsync();
        Assert.Empty(await fixture.Table.TaskItems.QueryByOwner("ann").ToListAsync());
        Assert.False((await fixture.ItemAsync(1)).ContainsKey("ByOwnerPK"));
    }

    [Fact]
    public async Task Put_PartOfASparseIndexIsNull_WritesNoIndexKey()
    {
        using var fixture = await TaskFixture.CreateAsync();
        await fixture.Table.TaskItems.CreateAsync(TaskFixture.Task(1));
        var item = await fixture.ItemAsync(1);
        Assert.False(item.ContainsKey("due_pk") || item.ContainsKey("due_sk") || item.ContainsKey("ByOwnerPK"));
        Assert.Equal("Task 1", item["LSI1SK"].S);
        Assert.Equal("TaskItem", item["EntityType"].S);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Transaction_SeveralOperations_HappenTogetherOrNotAtAll(bool fast)
    {
        using var fixture = await TaskFixture.CreateAsync(fast);
        var table = fixture.Table;
        await table.Transaction()
            .Create(new TaskList("a", "All"))
            .Create(TaskFixture.Task(1))
            .CommitAsync();

        var failed = await Assert.ThrowsAsync<TransactionFailedException>(() => table.Transaction()
            .Update(table.TaskItems.Update("a", 1).Set(t => t.Title, "changed"))
            .Check(table.Lists.Check("b").Exists())
            .Delete(new TaskListKey("a"))
            .CommitAsync());
        Assert.Contains("TaskList", failed.Message, StringComparison.Ordinal);
        Assert.Equal("Task 1", (await table.TaskItems.GetAsync("a", 1))!.Title);

        var (list, task) = await table.ReadTransaction().Get(table.Lists, new TaskListKey("a")).Get(table.TaskItems, new TaskItemKey("a", 1)).RunAsync();
        Assert.Equal("All", list?.Name);
        Assert.Equal(1, task?.TaskId);
    }
}
