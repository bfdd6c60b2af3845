using Tessera;

namespace Company.App._1;

/// <summary>
/// Keeps the activity of each notebook up to date. A record may be delivered more than once, so what a handler does should come out
/// the same when it is done again, as writing the same item does.
/// </summary>
[StreamHandler<NotesTable>]
public sealed partial class NoteEvents(NotesTable notes)
{
    public Task OnInserted(Note note, CancellationToken stop) => TellAsync(note, "added", stop);

    public Task OnModified(Note before, Note after, CancellationToken stop) => TellAsync(after, "changed", stop);

    public Task OnRemoved(Note note, RemovalReason reason, CancellationToken stop) =>
        TellAsync(note, reason == RemovalReason.Expired ? "expired" : "removed", stop);

    private Task TellAsync(Note note, string what, CancellationToken stop) =>
        notes.NotebookActivities.PutAsync(new NotebookActivity(note.Notebook, note.NoteId, what), stop);
}
