using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>Emits the table context: its repositories and the model from which it is created.</summary>
internal sealed class TableEmitter
{
    private readonly TableOutline _table;
    private readonly SourceWriter _writer;

    private TableEmitter(TableOutline table, SourceWriter writer) => (_table, _writer) = (table, writer);

    public static string Emit(TableOutline table) =>
        GeneratedFile.Write(table.Table.Type, insideContainingTypes: true, writer => new TableEmitter(table, writer).Emit());

    private void Emit()
    {
        var name = Literals.Identifier(_table.Table.Type.Name);
        var type = _table.Table.Type.FullName;
        _writer.Open($"{_table.Table.Type.Declaration} : global::Tessera.TableContext, global::Tessera.ITableContext<{type}>");
        _writer.WriteLine("/// <summary>Connects to the table.</summary>");
        _writer.WriteLine("/// <param name=\"client\">Any client; <see cref=\"global::Tessera.TesseraDynamoDBClient\"/> is the fastest.</param>");
        _writer.WriteLine("/// <param name=\"options\">How to work; <see langword=\"null\"/> means all defaults.</param>");
        _writer.WriteLine(GeneratedFile.GeneratedCode);
        _writer.WriteLine($"public {name}(global::Amazon.DynamoDBv2.IAmazonDynamoDB client, global::Tessera.TableOptions? options = null)");
        _writer.Open("    : base(client, Model, options)");
        foreach (var entity in _table.Entities)
            _writer.WriteLine($"{Literals.Identifier(entity.RepositoryName)} = Register(new {new EntityNames(entity.Type).Repository}(this));");
        foreach (var collection in _table.Collections)
            _writer.WriteLine($"{Literals.Identifier(collection.RepositoryName)} = new {CollectionEmitter.RepositoryName(collection.Type)}(this);");
        _writer.Close();
        EmitProperties();
        _writer.WriteLine();
        EmitModel();
        _writer.WriteLine();
        _writer.WriteLine("/// <inheritdoc/>");
        _writer.WriteExpression(
            $"static {type} global::Tessera.ITableContext<{type}>.Create(global::Amazon.DynamoDBv2.IAmazonDynamoDB client, global::Tessera.TableOptions? options)",
            "=>",
            "new(client, options)");
        _writer.Close();
    }

    private void EmitProperties()
    {
        foreach (var entity in _table.Entities)
            EmitProperty(entity.Type, new EntityNames(entity.Type).Repository, entity.RepositoryName,
                $"The entities of the type {Literals.Xml(entity.Type.Name)}.");
        foreach (var collection in _table.Collections)
            EmitProperty(collection.Type, CollectionEmitter.RepositoryName(collection.Type), collection.RepositoryName,
                $"The item collections of the type {Literals.Xml(collection.Type.Name)}.");
    }

    private void EmitProperty(TypeSpec type, string propertyType, string name, string summary)
    {
        _writer.WriteLine();
        _writer.WriteLine($"/// <summary>{summary}</summary>");
        _writer.WriteLine(GeneratedFile.GeneratedCode);
        _writer.WriteLine($"{type.Accessibility} {propertyType} {Literals.Identifier(name)} {{ get; }}");
    }

    private void EmitModel()
    {
        _writer.WriteLine("/// <summary>The table's keys, indexes and entities.</summary>");
        _writer.WriteLine(GeneratedFile.GeneratedCode);
        _writer.Open("public static global::Tessera.TableModel Model { get; } = new()");
        _writer.WriteLine($"Name = {Literals.Quote(_table.Table.Name)},");
        _writer.WriteLine($"PartitionKey = {Key(_table.PartitionKey)},");
        if (_table.SortKey is not null)
            _writer.WriteLine($"SortKey = {Key(_table.SortKey)},");
        if (_table.EntityTypeAttribute is not null)
            _writer.WriteLine($"EntityTypeAttribute = {Literals.Quote(_table.EntityTypeAttribute)},");
        if (_table.Table.Stream != "None")
            _writer.WriteLine($"Stream = global::Tessera.StreamView.{_table.Table.Stream},");
        if (_table.TimeToLiveAttribute is not null)
            _writer.WriteLine($"TimeToLiveAttribute = {Literals.Quote(_table.TimeToLiveAttribute)},");
        if (_table.Table.Deployment is { } deployment)
            new DeploymentEmitter(_writer).Emit(deployment);
        EmitList("Indexes", _table.Indexes.Select(Index));
        EmitList("Entities",
            _table.Entities.OrderBy(e => e.EntityName, StringComparer.Ordinal).Select(e => $"{new EntityNames(e.Type).Mapper}.Instance.Model,"));
        _writer.Close(";");
    }

    private void EmitList(string property, IEnumerable<string> elements)
    {
        var all = elements.ToList();
        if (all.Count == 0)
            return;
        _writer.WriteLine(property + " =");
        _writer.WriteLine("[");
        _writer.Indent();
        all.ForEach(_writer.WriteLine);
        _writer.Unindent();
        _writer.WriteLine("],");
    }

    private static string Index(AssembledIndex index)
    {
        var lines = new List<string>
        {
            "new global::Tessera.IndexModel",
            "{",
            $"    Name = {Literals.Quote(index.Index.Name)},",
        };
        if (index.Index.IsLocal)
            lines.Add("    IsLocal = true,");
        lines.Add($"    PartitionKey = {Key(index.PartitionKey)},");
        if (index.SortKey is not null)
            lines.Add($"    SortKey = {Key(index.SortKey)},");
        if (index.Index.Projection != "All")
            lines.Add($"    Projection = global::Tessera.IndexProjection.{index.Index.Projection},");
        if (index.Index.NonKeyAttributes.Count > 0)
            lines.Add($"    NonKeyAttributes = [{string.Join(", ", index.Index.NonKeyAttributes.Select(Literals.Quote))}],");
        lines.Add("},");
        return string.Join("\n", lines);
    }

    private static string Key(KeyAttributeSpec key) => key.Type switch
    {
        "N" => $"new global::Tessera.KeyModel({Literals.Quote(key.Name)}, global::Tessera.KeyType.Number)",
        "B" => $"new global::Tessera.KeyModel({Literals.Quote(key.Name)}, global::Tessera.KeyType.Binary)",
        _ => $"new global::Tessera.KeyModel({Literals.Quote(key.Name)})",
    };
}
