using Tessera;

namespace Company.App._1;

/// <summary>What happened last in a notebook. The stream handler writes it.</summary>
[Entity<NotesTable>("NOTEBOOK#{Notebook}", "ACTIVITY")]
public partial record NotebookActivity(string Notebook, string NoteId, string What);
