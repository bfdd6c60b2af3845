using Microsoft.AspNetCore.Http.HttpResults;

namespace Company.App._1;

/// <summary>The HTTP API: methods that say what they return, since the generator of endpoints does not see what other generators write.</summary>
internal static class NoteEndpoints
{
    private const int PageSize = 100;

    public static void MapNotes(this WebApplication app)
    {
        app.MapGet("/notebooks/{notebook}/notes", ListAsync);
        app.MapGet("/notebooks/{notebook}/notes/{noteId}", GetAsync);
        app.MapPut("/notebooks/{notebook}/notes/{noteId}", PutAsync);
        app.MapDelete("/notebooks/{notebook}/notes/{noteId}", DeleteAsync);
#if (streams)
        app.MapGet("/notebooks/{notebook}/activity", GetActivityAsync);
#endif
    }

    private static async Task<IReadOnlyList<Note>> ListAsync(string notebook, NotesTable notes, CancellationToken stop)
    {
        var page = await notes.Notes.Query(notebook).PageAsync(PageSize, cancellationToken: stop);
        return page.Items;
    }

    private static async Task<Results<Ok<Note>, NotFound>> GetAsync(string notebook, string noteId, NotesTable notes, CancellationToken stop) =>
        await notes.Notes.GetAsync(notebook, noteId, cancellationToken: stop) is { } note ? TypedResults.Ok(note) : TypedResults.NotFound();

    private static Task<Note> PutAsync(string notebook, string noteId, NoteText body, NotesTable notes, CancellationToken stop) =>
        notes.Notes.PutAsync(new Note(notebook, noteId, body.Text), stop);

    private static Task DeleteAsync(string notebook, string noteId, NotesTable notes, CancellationToken stop) =>
        notes.Notes.DeleteAsync(notebook, noteId, stop);
#if (streams)

    private static async Task<Results<Ok<NotebookActivity>, NotFound>> GetActivityAsync(string notebook, NotesTable notes, CancellationToken stop) =>
        await notes.NotebookActivities.GetAsync(notebook, cancellationToken: stop) is { } activity ? TypedResults.Ok(activity) : TypedResults.NotFound();
#endif
}

/// <summary>The body of a request that writes a note.</summary>
internal sealed record NoteText(string Text);
