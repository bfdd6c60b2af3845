using Tessera.Testing;

namespace Company.App._1.Tests;

/// <summary>The entities, on an engine of each test's own: no socket, no account.</summary>
public sealed class NoteTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Query_OfANotebook_ReadsItsNotesInOrder()
    {
        var stop = TestContext.Current.CancellationToken;
        var notes = new NotesTable(_engine.Client);
        await notes.EnsureCreatedAsync(stop);
        await notes.Notes.PutAsync(new Note("work", "2", "Second"), stop);
        await notes.Notes.PutAsync(new Note("work", "1", "First"), stop);
        await notes.Notes.PutAsync(new Note("home", "1", "Another notebook"), stop);

        var page = await notes.Notes.Query("work").PageAsync(10, cancellationToken: stop);

        Assert.Equal(["First", "Second"], page.Items.Select(note => note.Text));
    }
}
