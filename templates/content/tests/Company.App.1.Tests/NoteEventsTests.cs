using Tessera;
using Tessera.Testing;

namespace Company.App._1.Tests;

/// <summary>The stream handler's methods, called as the stream calls them.</summary>
public sealed class NoteEventsTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Handler_OnEachChange_TellsWhatHappenedLast()
    {
        var stop = TestContext.Current.CancellationToken;
        var notes = new NotesTable(_engine.Client);
        await notes.EnsureCreatedAsync(stop);
        var handler = new NoteEvents(notes);
        var (note, longer) = (new Note("work", "1", "First"), new Note("work", "1", "First, at length"));

        await handler.OnInserted(note, stop);
        Assert.Equal("added", (await notes.NotebookActivities.GetAsync("work", cancellationToken: stop))?.What);
        await handler.OnModified(note, longer, stop);
        Assert.Equal("changed", (await notes.NotebookActivities.GetAsync("work", cancellationToken: stop))?.What);
        await handler.OnRemoved(longer, RemovalReason.Expired, stop);
        Assert.Equal("expired", (await notes.NotebookActivities.GetAsync("work", cancellationToken: stop))?.What);
    }
}
