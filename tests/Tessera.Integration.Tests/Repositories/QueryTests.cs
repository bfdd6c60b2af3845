using Tessera.Integration.Tests.Entities;
using Tessera.Testing;

namespace Tessera.Integration.Tests.Repositories;

public sealed class QueryTests
{
    private static DateTimeOffset Day(int day) => new(2024, 1, day, 18, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Query_ByNumberComponent_KeepsToTheRange(bool fast)
    {
        using var fixture = await FilledAsync(fast);
        var tasks = fixture.Table.TaskItems;
        Assert.Equal(Enumerable.Range(1, 12), await IdsAsync(tasks.Query("a")));
        Assert.Equal([9, 10, 11], await IdsAsync(tasks.Query("a").TaskIdBetween(9, 11)));
        Assert.Equal([10, 11, 12], await IdsAsync(tasks.Query("a").TaskIdFrom(10)));
        Assert.Equal([11, 12], await IdsAsync(tasks.Query("a").TaskIdAfter(10)));
        Assert.Equal([1, 2], await IdsAsync(tasks.Query("a").TaskIdUpTo(2)));
        Assert.Equal([1], await IdsAsync(tasks.Query("a").TaskIdBefore(2)));
        Assert.Equal([5], await IdsAsync(tasks.Query("a").TaskId(5)));
        Assert.Equal([12, 11], (await IdsAsync(tasks.Query("a").Descending())).Take(2));
        Assert.Equal(4, await tasks.Query("a").Where(t => t.Priority >= 9).CountAsync());
        Assert.Equal(1, (await tasks.Query("a").FirstOrDefaultAsync())!.TaskId);
        Assert.Empty(await IdsAsync(tasks.Query("b")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task QueryByTeam_ByDateAndPriority_GoesStageByStage(bool fast)
    {
        using var fixture = await FilledAsync(fast);
        var tasks = fixture.Table.TaskItems;
        Assert.Equal([1, 2, 3, 4, 5, 6], await IdsAsync(tasks.QueryByTeam("core")));
        Assert.Equal([2, 3, 4], await IdsAsync(tasks.QueryByTeam("core").DueBetween(Day(2), Day(4))));
        Assert.Equal([3], await IdsAsync(tasks.QueryByTeam("core").Due(Day(3))));
        Assert.Equal([3], await IdsAsync(tasks.QueryByTeam("core").Due(Day(3)).Priority(3)));
        Assert.Empty(await IdsAsync(tasks.QueryByTeam("core").Due(Day(3)).PriorityBetween(4, 99)));
        Assert.Equal([5, 6], await IdsAsync(tasks.QueryByTeam("core").DueAfter(Day(4))));
        Assert.Equal([1, 2, 3], await IdsAsync(tasks.QueryByTeam("core").DueBefore(Day(4))));
        Assert.Equal([1, 2, 3, 4], await IdsAsync(tasks.QueryByTeam("core").DueUpTo(Day(4))));
        Assert.Equal([4, 5, 6], await IdsAsync(tasks.QueryByTeam("core").DueFrom(Day(4))));
        Assert.Equal(6, (await IdsAsync(tasks.QueryByTeam("core").DueStartsWith("2024-01"))).Count);
        Assert.Equal([6, 5], (await IdsAsync(tasks.QueryByTeam("core").NewestFirst())).Take(2));
    }

    [Fact]
    public async Task Query_IndexProjectsSomeAttributes_ReadsWholeEntities()
    {
        using var fixture = await FilledAsync(true);
        var task = Assert.Single(await fixture.Table.TaskItems.QueryByTeam("core").Due(Day(2)).ToListAsync());
        Assert.Equal(["label 2"], task.Labels);
    }

    [Fact]
    public async Task Query_LocalAndPlainIndexes_FindTheirEntities()
    {
        using var fixture = await FilledAsync(true);
        var tasks = fixture.Table.TaskItems;
        Assert.Equal([1, 10, 11, 12], await IdsAsync(tasks.QueryLSI1("a").TitleStartsWith("Task 1")));
        Assert.Equal([2, 4, 6, 8, 10, 12], (await IdsAsync(tasks.QueryByOwner("ann"))).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Page_AllPages_ReturnEachEntityOnce(bool fast)
    {
        using var fixture = await FilledAsync(fast);
        var seen = new List<int>();
        string? continuation = null;
        do
        {
            var page = await fixture.Table.TaskItems.QueryByTeam("core").PageAsync(4, continuation);
            seen.AddRange(page.Items.Select(t => t.TaskId));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        Assert.Equal([1, 2, 3, 4, 5, 6], seen);
    }

    [Fact]
    public async Task Page_ContinuationOfAnotherQuery_IsRefused()
    {
        using var fixture = await FilledAsync(true);
        var page = await fixture.Table.TaskItems.QueryByTeam("core").PageAsync(2);
        await Assert.ThrowsAsync<InvalidContinuationException>(() => fixture.Table.TaskItems.QueryByOwner("ann").PageAsync(2, page.Continuation));
        await Assert.ThrowsAsync<InvalidContinuationException>(() => fixture.Table.TaskItems.QueryByTeam("core").PageAsync(2, page.Continuation + "x"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Query_NativeKeys_SortByValue(bool fast)
    {
        using var engine = new TestEngine();
        var table = new ReadingsTable(fast ? engine.CreateFastClient() : engine.Client);
        await table.EnsureCreatedAsync();
        var sensor = Guid.NewGuid();
        foreach (var sequence in new long[] { 10, 9, -3, 100 })
            await table.Readings.PutAsync(new Reading { SensorId = sensor, Sequence = sequence, Value = -sequence, Kind = sequence > 9 ? "big" : null, At = DateTime.UnixEpoch.AddDays(sequence) });

        Assert.Equal([-3, 9, 10, 100], (await table.Readings.Query(sensor).ToListAsync()).Select(r => r.Sequence));
        Assert.Equal([9, 10], (await table.Readings.Query(sensor).SequenceBetween(0, 99).ToListAsync()).Select(r => r.Sequence));
        Assert.Equal([100, 10], (await table.Readings.QueryByValue(sensor).ValueBefore(-9).ToListAsync()).Select(r => r.Sequence));
        Assert.Equal([100], (await table.Readings.QueryByKind("big").AtAfter(DateTime.UnixEpoch.AddDays(10)).ToListAsync()).Select(r => r.Sequence));
        Assert.Equal(100, (await table.Readings.GetAsync(sensor, 100))!.Sequence);
    }

    [Fact]
    public async Task Get_BinaryKey_FindsTheEntity()
    {
        using var engine = new TestEngine();
        var table = new BlobsTable(engine.Client);
        await table.EnsureCreatedAsync();
        await table.Blobs.CreateAsync(new Blob([1, 2, 3], "one"));
        Assert.Equal("one", (await table.Blobs.GetAsync([1, 2, 3]))?.Name);
        Assert.Null(await table.Blobs.GetAsync([1, 2]));
    }

    /// <summary>Twelve tasks: the first six are due, one a day; the even ones are Ann's; the priority is the number.</summary>
    private static async Task<TaskFixture> FilledAsync(bool fast)
    {
        var fixture = await TaskFixture.CreateAsync(fast);
        await fixture.Table.Lists.PutAsync(new TaskList("a", "All"));
        await fixture.Table.TaskItems.PutManyAsync(Enumerable.Range(1, 12).Select(id =>
            TaskFixture.Task(id, id <= 6 ? id : null, id % 2 == 0 ? "ann" : null, priority: id) with { Labels = ["label " + id] }));
        return fixture;
    }

    private static async Task<List<int>> IdsAsync(EntityQuery<TaskItem, TaskItemAttributes> query)
    {
        var ids = new List<int>();
        await foreach (var task in query)
            ids.Add(task.TaskId);
        return ids;
    }
}
