namespace Tessera.Infrastructure.Tests.Access;

/// <summary>What the code of this assembly is read to do: a table of handlers and the exact actions.</summary>
public sealed class ApplicationAccessReaderTests
{
    [Theory]
    [InlineData(nameof(InterfaceHandler), "notes: GetItem")]
    [InlineData(nameof(LambdaHandler), "notes: UpdateItem")]
    [InlineData(nameof(IndexHandler), "notes: BatchGetItem", "notes/ByTag: Query")]
    [InlineData(nameof(IteratorHandler), "notes: Query")]
    [InlineData(nameof(TwoTablesHandler), "counts: BatchWriteItem", "notes: DeleteItem PutItem")]
    [InlineData(nameof(SdkHandler), "counts: DeleteItem", "notes: DeleteItem")]
    [InlineData(nameof(ObjectMapperHandler), "counts: BatchGetItem BatchWriteItem ConditionCheckItem DeleteItem GetItem PutItem Query Scan UpdateItem", "notes: BatchGetItem BatchWriteItem ConditionCheckItem DeleteItem GetItem PutItem Query Scan UpdateItem", "notes/ByTag: Query Scan")]
    [InlineData(nameof(PaginatorHandler), "counts: Query", "notes: Query", "notes/ByTag: Query")]
    [InlineData(nameof(GenericHandler), "counts: Scan", "notes: Scan", "notes/ByTag: Scan")]
    [InlineData(nameof(CreatingHandler))]
    public void Read_OfAHandler_AllowsWhatItsCodeDoes(string handler, params string[] expected) =>
        Assert.Equal(expected, Read(handler).Tables.Select(use =>
            $"{use.Table}{(use.Index is null ? "" : "/" + use.Index)}: {string.Join(' ', use.Actions.Select(action => action["dynamodb:".Length..]))}"));

    [Theory]
    [InlineData(nameof(SdkHandler), "SdkHandler.HandleAsync calls DeleteItemAsync of the SDK itself, so it is allowed on every table and index.")]
    [InlineData(nameof(GenericHandler), "GenericHandler.ScanAsync calls Scan for a type that only its callers know, so it is allowed on every table and index.")]
    [InlineData(nameof(CreatingHandler), "CreatingHandler.HandleAsync calls EnsureCreatedAsync, which is not allowed: this template creates the tables.")]
    public void Read_OfWhatCannotBeTold_SaysSo(string handler, string note) =>
        Assert.Equal(["Tessera.Infrastructure.Tests.Access." + note], Read(handler).Notes);

    [Fact]
    public void Read_OfAnUnknownHandler_NamesIt()
    {
        var exception = Assert.Throws<InfrastructureException>(() => Read("MissingHandler"));
        Assert.Contains("MissingHandler", exception.Message, StringComparison.Ordinal);
    }

    private static FunctionAccess Read(string handler)
    {
        var application = new ApplicationModel
        {
            AssemblyName = "Tests",
            TargetFramework = "net10.0",
            Tables = [new(typeof(CountsTable).FullName!, "counts", CountsTable.Model), new(typeof(NotesTable).FullName!, "notes", NotesTable.Model)],
            StreamHandlers = [new ApplicationStreamHandler { Name = "Handler", HandlerType = $"{typeof(NotesTable).Namespace}.{handler}", Table = "notes" }],
        };
        return ApplicationAccessReader.Read(typeof(ApplicationAccessReaderTests).Assembly.Location, application).StreamHandlers["Handler"];
    }
}
