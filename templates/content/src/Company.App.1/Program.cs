using Company.App._1;

#if (http)
var builder = WebApplication.CreateSlimBuilder(args);
#else
var builder = Host.CreateApplicationBuilder(args);
#endif
builder.AddTessera<NotesTable>();
#if (streams)
builder.AddStreamHandler<NoteEvents>();
#endif
#if (http)
builder.Services.ConfigureHttpJsonOptions(json =>
{
    json.SerializerOptions.TypeInfoResolverChain.Insert(0, NotesJson.Default);
    // A body that lacks something, or has null where that may not be, is refused.
    json.SerializerOptions.RespectRequiredConstructorParameters = true;
    json.SerializerOptions.RespectNullableAnnotations = true;
});

var app = builder.Build();
app.MapNotes();
app.Run();

/// <summary>The entry point, public so that tests can start the application.</summary>
public partial class Program;
#else
builder.Build().Run();
#endif
