using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>Emits an entity's repository: the operations with the key's own parts, and the queries.</summary>
internal sealed class RepositoryEmitter(EntitySpec entity, SourceWriter writer)
{
    private const string CancellationToken = "global::System.Threading.CancellationToken cancellationToken = default";

    private readonly EntityNames _names = new(entity.Type);
    private readonly List<KeyParameter> _keyParts = KeyParameter.Of(entity.PartitionKey, entity.SortKey);

    public void Emit()
    {
        writer.WriteLine($"/// <summary>Reads and writes the entities of the type {Literals.Xml(entity.Type.Name)}. Thread-safe.</summary>");
        writer.WriteLine(GeneratedFile.GeneratedCode);
        writer.Open($"{entity.Type.Accessibility} sealed class {_names.SimpleRepository} : global::Tessera.EntityRepository<{_names.Entity}, {_names.Key}, {_names.Attributes}>");
        writer.WriteLine($"internal {_names.SimpleRepository}(global::Tessera.TableContext table)");
        writer.WriteLine($"    : base(table, {_names.Mapper}.Instance)");
        writer.WriteLine("{");
        writer.WriteLine("}");
        EmitKeyMethods();
        EmitQuery("Query", "", "the table", null, entity.PartitionKey, entity.SortKey);
        // Two queries of one name are an error; the first of them is emitted, so that no other errors follow.
        foreach (var index in entity.Indexes.GroupBy(QueryNames.For, StringComparer.Ordinal).Select(g => g.First()))
        {
            var role = QueryNames.Identifier(index.IndexName);
            EmitQuery(QueryNames.For(index), role, $"the index {Literals.Xml(index.IndexName)}", index.IndexName, index.PartitionKey, index.SortKey,
                index.IsLocal);
        }

        writer.Close();
    }

    private void EmitKeyMethods()
    {
        var generic = $"<{_names.Entity}, {_names.Key}, {_names.Attributes}>";
        EmitKeyMethod($"global::System.Threading.Tasks.Task<{_names.NullableEntity}>", "GetAsync", "Reads an entity by the parts of its key.",
            "The entity, or <see langword=\"null\"/> when there is none.",
            $"bool? consistent = null, {CancellationToken}", "consistent, cancellationToken", isRead: true);
        EmitKeyMethod("global::System.Threading.Tasks.Task", "DeleteAsync", "Deletes the entity with a key, if it is there.",
            "A task that ends when the item is deleted.", CancellationToken, "cancellationToken");
        EmitKeyMethod("global::Tessera.EntityUpdate" + generic, "Update", "Starts an update: only the named attributes change.",
            "The operation; nothing happens until it runs.");
        EmitKeyMethod("global::Tessera.EntityDelete" + generic, "Delete", "Prepares a delete, for a transaction or with a condition.",
            "The operation; nothing happens until it runs.");
        EmitKeyMethod("global::Tessera.EntityCheck" + generic, "Check", "Starts a check for a transaction: the item's state without changing it.",
            "The check.");
    }

    private void EmitKeyMethod(string result, string name, string summary, string returns, string moreParameters = "", string moreArguments = "",
        bool isRead = false)
    {
        var parameters = Join(KeyParameter.Declarations(_keyParts), moreParameters);
        var call = $"{name}({Join($"new {_names.Key}({KeyParameter.Arguments(_keyParts)})", moreArguments)})";
        writer.WriteLine();
        writer.WriteLine($"/// <summary>{summary}</summary>");
        WriteParameterDocumentation(_keyParts);
        if (isRead)
            writer.WriteLine("/// <param name=\"consistent\">Whether to see all writes that have finished; <see langword=\"null\"/> means as the options say.</param>");
        if (moreArguments.Length > 0)
            writer.WriteLine("/// <param name=\"cancellationToken\">Cancels the request.</param>");
        writer.WriteLine($"/// <returns>{returns}</returns>");
        writer.WriteExpression($"public {result} {name}({parameters})", "=>", call);
    }

    private void EmitQuery(string name, string role, string where, string? indexName, KeySpec partitionKey, KeySpec? sortKey, bool isLocal = false)
    {
        var parameters = KeyParameter.Of(partitionKey);
        var stage = QueryEmitter.FirstStage(_names, role, sortKey);
        var composeRole = isLocal ? "Partition" : role + "Partition";
        var prefix = sortKey is null || sortKey.IsNative || sortKey.Segments[0].Literal is not { } literal ? "" : ", " + Literals.Quote(literal);
        writer.WriteLine();
        writer.WriteLine($"/// <summary>Starts a query on one partition of {where}, in the order of its sort key.</summary>");
        WriteParameterDocumentation(parameters);
        writer.WriteLine("/// <returns>The query; nothing is read until it is enumerated.</returns>");
        writer.Open($"public {stage} {name}({KeyParameter.Declarations(parameters)})");
        if (!partitionKey.IsNative)
        {
            var arguments = string.Concat(parameters.Select(p => ", " + p.Name));
            writer.WriteLine("var text = new global::Tessera.Mapping.KeyText(stackalloc char[global::Tessera.Mapping.KeyText.StackLength]);");
            writer.WriteLine($"{_names.KeyText}.Compose{composeRole}(ref text{arguments});");
        }

        var key = partitionKey.IsNative
            ? KeyExpressions.NativeValue(partitionKey, $"{_names.KeyText}.{KeyTextEmitter.Field(composeRole, 0, partitionKey)}",
                parameters[0].Name)
            : "global::Tessera.KeyValue.String(text.ToString())";
        var start = indexName is null ? $"StartQuery({key}{prefix})" : $"StartIndexQuery({Literals.Quote(indexName)}, {key}{prefix})";
        writer.WriteLine($"return new {stage}({start});");
        writer.Close();
    }

    private void WriteParameterDocumentation(List<KeyParameter> parameters)
    {
        foreach (var parameter in parameters)
            writer.WriteLine($"/// <param name=\"{parameter.DocumentedName}\">The entity's <c>{parameter.Property}</c>.</param>");
    }

    private static string Join(string first, string second) => first.Length == 0 ? second : second.Length == 0 ? first : first + ", " + second;
}
