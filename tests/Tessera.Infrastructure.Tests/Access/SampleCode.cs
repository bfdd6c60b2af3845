using Amazon.DynamoDBv2;

namespace Tessera.Infrastructure.Tests.Access;

[Table("notes", Stream = StreamView.NewAndOldImages)]
[GlobalIndex("ByTag", Projection = IndexProjection.KeysOnly)]
public partial class NotesTable;

[Entity<NotesTable>("NOTE#{Id}", "META")]
[Index("ByTag", "TAG#{Tag}", "{Id}")]
public partial record Note(string Id, string Tag, int Stars = 0);

[Table("counts")]
public partial class CountsTable;

[Entity<CountsTable>("COUNT#{Name}", "META")]
public partial record Count(string Name, int Value = 0);

/// <summary>Methods in the forms that the compiler gives them; each is the only thing that its handler does.</summary>
public interface INoteService
{
    Task RunAsync(Note note);
}

public sealed class ReadingService(NotesTable notes) : INoteService
{
    public async Task RunAsync(Note note)
    {
        await Task.Yield();
        await notes.Notes.GetAsync(note.Id);
    }

    /// <summary>Called by nobody.</summary>
    public Task ForgetAsync(Note note) => notes.Notes.DeleteAsync(note);
}

public abstract class SampleHandler
{
    public abstract Task HandleAsync(Note note);
}

public sealed class InterfaceHandler(INoteService service) : SampleHandler
{
    public override Task HandleAsync(Note note) => service.RunAsync(note);
}

public sealed class LambdaHandler(NotesTable notes) : SampleHandler
{
    public override Task HandleAsync(Note note)
    {
        Func<Note, Task> update = async changed => await notes.Notes.Update(changed.Id).Add(n => n.Stars, 1).RunAsync();
        return update(note);
    }
}

public sealed class IndexHandler(NotesTable notes) : SampleHandler
{
    public override async Task HandleAsync(Note note)
    {
        await foreach (var other in notes.Notes.QueryByTag(note.Tag))
            GC.KeepAlive(other);
    }
}

public sealed class IteratorHandler(NotesTable notes) : SampleHandler
{
    public override Task HandleAsync(Note note) => Task.WhenAll(Reads(note));

    private IEnumerable<Task> Reads(Note note)
    {
        yield return notes.Notes.Query(note.Id).ToListAsync();
    }
}

public sealed class TwoTablesHandler(NotesTable notes, CountsTable counts) : SampleHandler
{
    public override async Task HandleAsync(Note note)
    {
        await notes.Transaction().Put(note).Delete(new NoteKey(note.Id)).CommitAsync();
        await counts.Counts.PutManyAsync([new Count(note.Tag)]);
    }
}

public sealed class SdkHandler(IAmazonDynamoDB client) : SampleHandler
{
    public override Task HandleAsync(Note note) => client.DeleteItemAsync("notes", []);
}

public sealed class ObjectMapperHandler(Amazon.DynamoDBv2.DataModel.IDynamoDBContext context) : SampleHandler
{
    public override Task HandleAsync(Note note) => context.LoadAsync<Note>(note.Id);
}

public sealed class PaginatorHandler(IAmazonDynamoDB client) : SampleHandler
{
    public override async Task HandleAsync(Note note)
    {
        await foreach (var page in client.Paginators.Query(new("notes")).Responses)
            GC.KeepAlive(page);
    }
}

public sealed class GenericHandler(NotesTable notes) : SampleHandler
{
    public override Task HandleAsync(Note note) => ScanAsync(notes.Notes);

    private static Task<int> ScanAsync<TEntity, TKey, TAttributes>(EntityRepository<TEntity, TKey, TAttributes> repository)
        where TEntity : notnull
        where TKey : struct, IEntityKey
        where TAttributes : struct, IAttributes<TAttributes> => repository.Scan().CountAsync();
}

public sealed class CreatingHandler(NotesTable notes) : SampleHandler
{
    public override Task HandleAsync(Note note) => notes.EnsureCreatedAsync();
}
