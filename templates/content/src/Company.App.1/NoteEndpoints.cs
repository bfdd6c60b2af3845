namespace Company.App._1;

/// <summary>The HTTP API.</summary>
internal static class NoteEndpoints
{
    private const int PageSize = 100;

    public static void MapNotes(this WebApplication app)
    {
        app.MapGet("/notebooks/{notebook}/notes", async (string notebook, NotesTable notes, CancellationToken stop) =>
            (await notes.Notes.Query(notebook).PageAsync(PageSize, cancellationToken: stop)).Items);

        app.MapGet("/notebooks/{notebook}/notes/{noteId}", async (string notebook, string noteId, NotesTable notes, CancellationToken stop) =>
            await notes.Notes.GetAsync(notebook, noteId, cancellationToken: stop) is { } note ? Results.Ok(note) : Results.NotFound());

        app.MapPut("/notebooks/{notebook}/notes/{noteId}", (string notebook, string noteId, NoteText body, NotesTable notes, CancellationToken stop) =>
            notes.Notes.PutAsync(new Note(notebook, noteId, body.Text), stop));

        app.MapDelete("/notebooks/{notebook}/notes/{noteId}", (string notebook, string noteId, NotesTable notes, CancellationToken stop) =>
            notes.Notes.DeleteAsync(notebook, noteId, stop));
#if (streams)

        app.MapGet("/notebooks/{notebook}/activity", async (string notebook, NotesTable notes, CancellationToken stop) =>
            await notes.NotebookActivities.GetAsync(notebook, cancellationToken: stop) is { } activity ? Results.Ok(activity) : Results.NotFound());
#endif
    }
}

/// <summary>The body of a request that writes a note.</summary>
internal sealed record NoteText(string Text);
