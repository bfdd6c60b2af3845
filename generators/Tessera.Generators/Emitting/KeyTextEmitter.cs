using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>Emits the class that composes an entity's key texts; key, mapper, repository and queries share it.</summary>
internal sealed class KeyTextEmitter(EntitySpec entity, SourceWriter writer)
{
    private readonly EntityNames _names = new(entity.Type);

    /// <summary>The field that describes a part: the role of its key, then the property.</summary>
    public static string Field(string role, int segment, KeySpec key)
    {
        var property = key.Segments[segment].Part!.Property;
        var earlier = key.Segments.Take(segment).Count(s => s.Part?.Property == property);
        return role + property + (earlier == 0 ? "" : (earlier + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The keys that are composed, each with the role that names its members.</summary>
    public static IEnumerable<(string Role, KeySpec Key)> Keys(EntitySpec entity)
    {
        yield return ("Partition", entity.PartitionKey);
        if (entity.SortKey is not null)
            yield return ("Sort", entity.SortKey);
        foreach (var index in entity.Indexes)
        {
            var name = QueryNames.Identifier(index.IndexName);
            if (!index.IsLocal)
                yield return (name + "Partition", index.PartitionKey);
            if (index.SortKey is not null)
                yield return (name + "Sort", index.SortKey);
        }
    }

    public void Emit()
    {
        writer.WriteLine($"/// <summary>How the keys of {Literals.Xml(entity.Type.Name)} are written as text.</summary>");
        writer.WriteLine(GeneratedFile.GeneratedCode);
        writer.Open($"internal static class {_names.SimpleKeyText}");
        var keys = Keys(entity).ToList();
        foreach (var (role, key) in keys)
            EmitParts(role, key);
        foreach (var (role, key) in keys.Where(k => !k.Key.IsNative))
            EmitCompose(role, key);
        writer.Close();
    }

    private void EmitParts(string role, KeySpec key)
    {
        for (var i = 0; i < key.Segments.Count; i++)
        {
            if (key.Segments[i].Part is not { } part || (key.IsNative && !NeedsText(part.Value)))
                continue;
            var following = i + 1 < key.Segments.Count ? key.Segments[i + 1].Literal : null;
            var description = KeyExpressions.PartDescription(entity.EntityName, part, following);
            writer.WriteLine($"internal static readonly global::Tessera.Mapping.KeyPart {Field(role, i, key)} = {description};");
        }
    }

    private void EmitCompose(string role, KeySpec key)
    {
        var parameters = KeyParameter.Of(key);
        var declarations = parameters.Count == 0 ? "" : ", " + KeyParameter.Declarations(parameters);
        writer.WriteLine();
        writer.WriteLine($"/// <summary>Composes {Literals.Xml(key.Template!)}.</summary>");
        writer.Open($"internal static void Compose{role}(ref global::Tessera.Mapping.KeyText text{declarations})");
        for (var i = 0; i < key.Segments.Count; i++)
        {
            var segment = key.Segments[i];
            writer.WriteLine(segment.Literal is not null
                ? $"text.Literal({Literals.Quote(segment.Literal)});"
                : KeyExpressions.Append(Field(role, i, key), segment.Part!, parameters.First(p => p.Property == segment.Part!.Property).Name));
        }

        writer.Close();
    }

    /// <summary>A native key of these types is text that must be formatted; strings, numbers and bytes are passed as they are.</summary>
    private static bool NeedsText(ValueSpec value) => value.IsText && value.Kind != ValueKind.String;
}
