using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>Emits an entity's mapper: the item with keys, index keys and discriminator, and the way back.</summary>
internal sealed class EntityMapperEmitter(EntitySpec entity, SourceWriter writer)
{
    private const string NewKeyText = "new global::Tessera.Mapping.KeyText(stackalloc char[global::Tessera.Mapping.KeyText.StackLength])";

    private readonly EntityNames _names = new(entity.Type);
    private readonly List<KeyParameter> _keyParts = KeyParameter.Of(entity.PartitionKey, entity.SortKey);

    public void Emit()
    {
        var mapping = new MappingEmitter(entity.Mapping, writer);
        writer.WriteLine($"/// <summary>Maps {Literals.Xml(entity.Type.Name)} to an item and back. Immutable and thread-safe.</summary>");
        writer.WriteLine(GeneratedFile.GeneratedCode);
        writer.Open($"{entity.Type.Accessibility} sealed class {_names.SimpleMapper} : global::Tessera.Mapping.EntityMapper<{_names.Entity}, {_names.Key}>");
        writer.WriteLine($"/// <summary>The mapper; one serves all.</summary>");
        writer.WriteLine($"public static readonly {_names.Mapper} Instance = new();");
        writer.WriteLine();
        mapping.EmitConverters();
        writer.WriteLine($"private {_names.SimpleMapper}()");
        writer.WriteLine("{");
        writer.WriteLine("}");
        writer.WriteLine();
        EmitModel();
        writer.WriteLine();
        EmitGetKey();
        writer.WriteLine();
        EmitWriteItem();
        writer.WriteLine();
        mapping.EmitWrite();
        writer.WriteLine();
        mapping.EmitRead(entity.EntityTypeAttribute, entity.EntityName);
        EmitVersion();
        EmitKeyProperties();
        EmitRewrite();
        mapping.EmitAccessors();
        writer.Close();
    }

    private void EmitModel()
    {
        writer.WriteLine("/// <inheritdoc/>");
        writer.Open("public override global::Tessera.EntityModel Model { get; } = new()");
        writer.WriteLine($"Name = {Literals.Quote(entity.EntityName)},");
        writer.WriteLine($"PartitionKey = {Literals.Quote(Template(entity.PartitionKey))},");
        if (entity.SortKey is not null)
            writer.WriteLine($"SortKey = {Literals.Quote(Template(entity.SortKey))},");
        if (Version is { } version)
            writer.WriteLine($"VersionAttribute = {Literals.Quote(version.AttributeName)},");
        if (entity.Indexes.Count > 0)
        {
            writer.WriteLine("Indexes =");
            writer.WriteLine("[");
            writer.Indent();
            foreach (var index in entity.Indexes)
            {
                var partition = index.IsLocal ? "null" : Literals.Quote(Template(index.PartitionKey));
                var sort = index.SortKey is null ? "null" : Literals.Quote(Template(index.SortKey));
                writer.WriteLine($"new global::Tessera.EntityIndexModel({Literals.Quote(index.IndexName)}, {partition}, {sort}),");
            }

            writer.Unindent();
            writer.WriteLine("],");
        }

        writer.Close(";");
    }

    private static string Template(KeySpec key) => key.Template ?? "{" + key.Parts.First().Property + "}";

    private void EmitGetKey()
    {
        var arguments = string.Join(", ", _keyParts.Select(p => "entity." + Literals.Identifier(p.Property)));
        writer.WriteLine("/// <inheritdoc/>");
        writer.WriteLine($"public override {_names.Key} GetKey({_names.Entity} entity) => new({arguments});");
    }

    private void EmitWriteItem()
    {
        writer.WriteLine("/// <inheritdoc/>");
        writer.Open($"public override void WriteItem(global::Tessera.Mapping.ItemWriter writer, {_names.Entity} entity)");
        // Keys that are properties themselves are written with the other properties.
        if (!entity.PartitionKey.IsNative)
            writer.WriteLine(InKey("WriteTo") ? "WriteKey(writer, entity);" : "GetKey(entity).WriteTo(writer);");
        if (entity.EntityTypeAttribute is not null)
            writer.WriteLine($"writer.String({Literals.Utf8(entity.EntityTypeAttribute)}, {Literals.Quote(entity.EntityName)});");
        foreach (var index in entity.Indexes.Where(i => ComposedKeys(i).Any()))
            EmitWriteIndex(index);
        writer.WriteLine("WriteAttributes(writer, entity);");
        writer.Close();
    }

    /// <summary>A sparse index gets its keys only while all their parts are there.</summary>
    private void EmitWriteIndex(IndexKeysSpec index)
    {
        var keys = ComposedKeys(index).ToList();
        var parts = keys.SelectMany(k => k.Key.Parts).GroupBy(p => p.Property, StringComparer.Ordinal).Select(g => g.First()).ToList();
        var optional = parts.Where(p => p.Value.IsNullable).ToList();
        var prefix = Literals.CamelCase(QueryNames.Identifier(index.IndexName));
        if (optional.Count > 0)
            writer.Open($"if ({string.Join(" && ", optional.Select(p => $"entity.{Literals.Identifier(p.Property)} is {{ }} {prefix}{p.Property}"))})");
        foreach (var (role, key) in keys)
        {
            var arguments = string.Concat(KeyParameter.Of(key).Select(p =>
                optional.Any(o => o.Property == p.Property) ? $", {prefix}{p.Property}" : $", entity.{Literals.Identifier(p.Property)}"));
            var local = Literals.CamelCase(role);
            writer.WriteLine($"""
                var {local} = {NewKeyText};
                {_names.KeyText}.Compose{role}(ref {local}{arguments});
                writer.Key({Literals.Utf8(key.AttributeName)}, ref {local});
                """);
        }

        if (optional.Count > 0)
            writer.Close();
    }

    /// <summary>The key attributes of an index that are composed by templates, each with its role.</summary>
    private static IEnumerable<(string Role, KeySpec Key)> ComposedKeys(IndexKeysSpec index)
    {
        var name = QueryNames.Identifier(index.IndexName);
        if (!index.IsLocal && !index.PartitionKey.IsNative)
            yield return (name + "Partition", index.PartitionKey);
        if (index.SortKey is { IsNative: false })
            yield return (name + "Sort", index.SortKey);
    }

    private MemberSpec? Version => entity.Mapping.Members.FirstOrDefault(m => m.IsVersion);

    private void EmitVersion()
    {
        if (Version is not { } version)
            return;
        var name = Literals.Identifier(version.Name);
        var value = version.Value.Kind == ValueKind.Int64 ? "version" : $"checked(({version.Value.TypeName})version)";
        writer.WriteLine();
        writer.WriteLine("/// <inheritdoc/>");
        writer.WriteLine($"public override long GetVersion({_names.Entity} entity) => entity.{name};");
        writer.WriteLine();
        writer.WriteLine("/// <inheritdoc/>");
        var declaration = $"public override {_names.Entity} WithVersion({_names.Entity} entity, long version)";
        if ((entity.Type.IsRecord || entity.Type.IsValueType) && version.Setting != MemberSetting.InitAccessor)
        {
            writer.WriteLine($"{declaration} => entity with {{ {name} = {value} }};");
            return;
        }

        writer.Open(declaration);
        if (entity.Type.IsRecord && !entity.Type.IsValueType)
            writer.WriteLine("entity = entity with { };");
        writer.WriteLine(version.Setting == MemberSetting.Setter
            ? $"entity.{name} = {value};"
            : $"Set{version.Name}({(entity.Type.IsValueType ? "ref " : "")}entity, {value});");
        writer.WriteLine("return entity;");
        writer.Close();
        if (version.Setting is MemberSetting.Initializer or MemberSetting.Constructor or MemberSetting.ConstructorAndInitializer)
            MappingEmitter.EmitAccessor(version, entity.Type.IsValueType, writer);
    }

    /// <summary>An update that creates the item must also write the properties that the composed key holds.</summary>
    private void EmitKeyProperties()
    {
        var members = _keyParts.Select(p => Member(p.Property)).Where(m => m.IsStored).ToList();
        if (entity.PartitionKey.IsNative || members.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine("/// <inheritdoc/>");
        writer.Open($"public override void WriteKeyProperties(global::Tessera.Mapping.ItemWriter writer, {_names.Key} key)");
        foreach (var member in members)
            writer.WriteLine(MappingEmitter.WriteStatement(member, "key"));
        writer.Close();
    }

    private void EmitRewrite()
    {
        var indexes = entity.Indexes.Where(i => ComposedKeys(i).Any(k => Changing(k.Key).Count > 0)).ToList();
        if (indexes.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine("/// <inheritdoc/>");
        writer.Open($"public override void RewriteIndexes({_names.Key} key, global::Tessera.IndexRewrite update)");
        foreach (var index in indexes)
        {
            var keys = ComposedKeys(index).ToList();
            if (keys.Any(k => k.Key.MayBeAbsent))
                EmitRewriteTogether(index, keys);
            else
                keys.Where(k => Changing(k.Key).Count > 0).ToList().ForEach(k => EmitRewriteTogether(index, [k]));
        }

        writer.Close();
    }

    private void EmitRewriteTogether(IndexKeysSpec index, List<(string Role, KeySpec Key)> keys)
    {
        var attributes = string.Join(", ", keys.Select(k => Literals.Quote(k.Key.AttributeName)));
        var parts = string.Join(", ",
            keys.SelectMany(k => Changing(k.Key)).Distinct(StringComparer.Ordinal).Select(p => Literals.Quote(Member(p).AttributeName)));
        writer.Open($"if (update.IsNeeded({Literals.Quote(index.IndexName)}, [{attributes}], [{parts}]))");
        foreach (var (role, key) in keys)
        {
            var arguments = string.Concat(KeyParameter.Of(key).Select(p => ", " + (InKey(p.Property)
                ? $"key.{Literals.Identifier(p.Property)}"
                : $"update.Value<{p.Value.TypeName}>({Literals.Quote(Member(p.Property).AttributeName)})")));
            var local = Literals.CamelCase(role);
            writer.WriteLine($"""
                var {local} = {NewKeyText};
                {_names.KeyText}.Compose{role}(ref {local}{arguments});
                update.Write({Literals.Quote(key.AttributeName)}, ref {local});
                """);
        }

        writer.Close();
    }

    /// <summary>The properties of a key that an update can change: those that the primary key does not hold.</summary>
    private List<string> Changing(KeySpec key) => [.. key.Parts.Select(p => p.Property).Where(p => !InKey(p)).Distinct(StringComparer.Ordinal)];

    private bool InKey(string property) => _keyParts.Any(p => p.Property == property);

    private MemberSpec Member(string property) => entity.Mapping.Members.First(m => m.Name == property);
}
