using System.Text.Json.Serialization;
using Tessera;

namespace Company.App._1;

/// <summary>What the API reads and writes as JSON: generated, so that native compilation needs no reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NoteText))]
[JsonSerializable(typeof(Note))]
[JsonSerializable(typeof(Page<Note>))]
#if (streams)
[JsonSerializable(typeof(NotebookActivity))]
#endif
internal sealed partial class NotesJson : JsonSerializerContext;
