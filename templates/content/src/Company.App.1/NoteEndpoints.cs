using Microsoft.AspNetCore.Http.HttpResults;
using Tessera;

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

    /// <summary>A page of notes. Where there may be more, its continuation is the parameter of the request for the next one.</summary>
    private static async Task<Results<Ok<Page<Note>>, BadRequest>> ListAsync(string notebook, string? continuation, NotesTable notes, CancellationToken stop)
    {
        try
        {
            return TypedResults.Ok(await notes.Notes.Query(notebook).PageAsync(PageSize, continuation, stop));
        }
        catch (InvalidContinuationException)
        {
            return TypedResults.BadRequest();
        }
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
