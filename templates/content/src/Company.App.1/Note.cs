using Tessera;

namespace Company.App._1;

/// <summary>A note. The notes of a notebook stand together, so one query reads them.</summary>
[Entity<NotesTable>("NOTEBOOK#{Notebook}", "NOTE#{NoteId}")]
public partial record Note(string Notebook, string NoteId, string Text);
