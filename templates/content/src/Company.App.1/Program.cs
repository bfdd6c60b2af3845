using Company.App._1;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddTessera<NotesTable>();
#if (streams)
builder.AddStreamHandler<NoteEvents>();
#endif
#if (http)
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, NotesJson.Default));
#endif

var app = builder.Build();
#if (http)
app.MapNotes();
#endif
app.Run();

/// <summary>The entry point, public so that tests can start the application.</summary>
public partial class Program;
