using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>Emits the file of an entity.</summary>
internal static class EntityEmitter
{
    public static string Emit(EntitySpec entity) => GeneratedFile.Write(entity.Type, insideContainingTypes: true, writer =>
    {
        new RepositoryEmitter(entity, writer).Emit();
        EmitQueries(entity, writer);
        writer.WriteLine();
        new AttributesEmitter(entity.Mapping, writer).EmitForEntity(ReadOnlyMembers(entity), entity.PartitionKey.AttributeName);
        writer.WriteLine();
        new KeyEmitter(entity, writer).Emit();
        writer.WriteLine();
        new KeyTextEmitter(entity, writer).Emit();
        writer.WriteLine();
        new EntityMapperEmitter(entity, writer).Emit();
    });

    private static void EmitQueries(EntitySpec entity, SourceWriter writer)
    {
        var queries = new QueryEmitter(entity, writer);
        queries.Emit("", entity.SortKey);
        foreach (var index in entity.Indexes)
            queries.Emit(QueryNames.Identifier(index.IndexName), index.SortKey);
    }

    /// <summary>What an update must not set: the parts of the key, and the version, which the runtime counts.</summary>
    private static HashSet<string> ReadOnlyMembers(EntitySpec entity)
    {
        var names = KeyParameter.Of(entity.PartitionKey, entity.SortKey).Select(p => p.Property)
            .Concat(entity.Mapping.Members.Where(m => m.IsVersion).Select(m => m.Name));
        return new HashSet<string>(names, StringComparer.Ordinal);
    }
}
