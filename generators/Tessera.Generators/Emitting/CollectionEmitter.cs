using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>Emits the repository of an item collection.</summary>
internal static class CollectionEmitter
{
    /// <summary>The full name of the repository of an item collection.</summary>
    public static string RepositoryName(TypeSpec type) => type.Qualifier + type.Name + "Repository";

    public static string Emit(CollectionOutline outline) =>
        GeneratedFile.Write(outline.Collection.Type, insideContainingTypes: true, writer => Emit(outline, writer));

    private static void Emit(CollectionOutline outline, SourceWriter writer)
    {
        var collection = outline.Collection;
        var name = collection.Type.Name + "Repository";
        writer.WriteLine($"/// <summary>Reads {Literals.Xml(collection.Type.Name)}: all entities of a partition with one query. Thread-safe.</summary>");
        writer.WriteLine(GeneratedFile.GeneratedCode);
        writer.Open($"{collection.Type.Accessibility} sealed class {name}");
        writer.WriteLine("private readonly global::Tessera.TableContext _table;");
        writer.WriteLine();
        writer.WriteLine($"internal {name}(global::Tessera.TableContext table) => _table = table;");
        writer.WriteLine();
        EmitLoad(outline, writer);
        writer.WriteLine();
        EmitPartitionKey(outline, writer);
        writer.Close();
    }

    private static void EmitLoad(CollectionOutline outline, SourceWriter writer)
    {
        var collection = outline.Collection;
        var parameters = KeyParameter.Of(collection.Members.Select(Local), collection.PartitionKey);
        var declarations = parameters.Count == 0 ? "" : KeyParameter.Declarations(parameters) + ", ";
        writer.WriteLine("/// <summary>Reads all pages of a partition.</summary>");
        foreach (var parameter in parameters)
            writer.WriteLine($"/// <param name=\"{parameter.DocumentedName}\">The <c>{parameter.Property}</c> of the partition key.</param>");
        writer.WriteLine("/// <param name=\"consistent\">Whether to see all writes that have finished; <see langword=\"null\"/> means as the options say.</param>");
        writer.WriteLine("/// <param name=\"cancellationToken\">Cancels the requests.</param>");
        writer.WriteLine("/// <returns>The entities of the partition; empty if there is none.</returns>");
        writer.Open($"""
            public async global::System.Threading.Tasks.Task<{collection.Type.FullName}> LoadAsync(
                {declarations}bool? consistent = null, global::System.Threading.CancellationToken cancellationToken = default)
            """);
        writer.WriteLine($"var collectionReader = new global::Tessera.ItemCollectionReader(_table, PartitionKey({KeyParameter.Arguments(parameters)}));");
        for (var i = 0; i < collection.Members.Count; i++)
            writer.WriteLine($"var {Local(collection.Members[i])} = collectionReader.Collect({new EntityNames(outline.Entities[i].Type).Mapper}.Instance);");
        writer.WriteLine("await collectionReader.LoadAsync(consistent, cancellationToken).ConfigureAwait(false);");
        EmitConstruction(outline, writer);
        writer.Close();
    }

    private static void EmitConstruction(CollectionOutline outline, SourceWriter writer)
    {
        var collection = outline.Collection;
        var arguments = collection.ConstructorMembers.Select(name => Value(collection.Members.First(m => m.Name == name)));
        var creation = $"new {collection.Type.FullName}({string.Join(", ", arguments)})";
        var others = collection.Members.Where(m => m.Setting != MemberSetting.Constructor).ToList();
        if (others.Count == 0)
        {
            writer.WriteLine($"return {creation};");
            return;
        }

        writer.Open("return " + creation);
        foreach (var member in others)
            writer.WriteLine($"{Literals.Identifier(member.Name)} = {Value(member)},");
        writer.Close(";");
    }

    private static string Value(CollectionMemberSpec member)
    {
        var local = Local(member);
        if (!member.IsMany)
            return $"{local}.Count == 0 ? null : {local}[0]";
        return member.Shape switch
        {
            CollectionShape.Array => $"{local}.ToArray()",
            CollectionShape.ImmutableArray => $"global::System.Collections.Immutable.ImmutableArray.CreateRange({local})",
            CollectionShape.ImmutableList => $"global::System.Collections.Immutable.ImmutableList.CreateRange({local})",
            _ => local,
        };
    }

    private static void EmitPartitionKey(CollectionOutline outline, SourceWriter writer)
    {
        var first = outline.Entities[0];
        var parameters = KeyParameter.Of(outline.Collection.PartitionKey);
        var arguments = string.Concat(parameters.Select(p => ", " + p.Name));
        writer.Open($"private static global::Tessera.KeyValue PartitionKey({KeyParameter.Declarations(parameters)})");
        writer.WriteLine("var text = new global::Tessera.Mapping.KeyText(stackalloc char[global::Tessera.Mapping.KeyText.StackLength]);");
        writer.WriteLine($"{new EntityNames(first.Type).KeyText}.ComposePartition(ref text{arguments});");
        writer.WriteLine("return global::Tessera.KeyValue.String(text.ToString());");
        writer.Close();
    }

    private static string Local(CollectionMemberSpec member) => "all" + member.Name;
}
