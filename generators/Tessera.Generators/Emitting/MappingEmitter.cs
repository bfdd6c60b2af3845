using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>Emits the members of a mapper that write and read the attributes of a type.</summary>
internal sealed class MappingEmitter(MappingSpec mapping, SourceWriter writer)
{
    private readonly List<MemberSpec> _stored = [.. mapping.Members.Where(m => m.IsStored)];
    private readonly Dictionary<string, string> _locals = NameLocals(mapping.Members);

    /// <summary>The field of the mapper that holds the member's converter, or the converter itself where it needs no field.</summary>
    public static string Converter(MemberSpec member) => NeedsField(member.Value) ? ConverterField(member) : ConverterExpressions.For(member.Value);

    public void EmitConverters()
    {
        foreach (var member in _stored.Where(m => NeedsField(m.Value)))
            writer.WriteExpression($"private static readonly global::Tessera.Mapping.AttributeConverter<{member.Value.TypeName}> {ConverterField(member)}",
                "=", ConverterExpressions.For(member.Value));
        if (_stored.Any(m => NeedsField(m.Value)))
            writer.WriteLine();
    }

    public void EmitWrite()
    {
        writer.WriteLine("/// <inheritdoc/>");
        writer.Open($"public override void WriteAttributes(global::Tessera.Mapping.ItemWriter writer, {mapping.Type.FullName} value)");
        foreach (var member in _stored)
            writer.WriteLine(WriteStatement(member));
        writer.Close();
    }

    /// <summary>Emits the read; an entity gives its discriminator, at which the read stops if the item is another entity.</summary>
    public void EmitRead(string? entityTypeAttribute = null, string? entityName = null)
    {
        writer.WriteLine("/// <inheritdoc/>");
        writer.Open($"public override {mapping.Type.FullName} ReadAttributes(ref global::Tessera.Mapping.ItemReader reader)");
        foreach (var member in _stored)
            writer.WriteLine($"{member.Value.TypeName}? {_locals[member.Name]} = null;");
        writer.Open("while (reader.NextAttribute(out var attributeName))");
        writer.Open("switch (attributeName.Length)");
        foreach (var member in _stored)
            EmitCase(member.AttributeName, $"{_locals[member.Name]} = {ReadExpression(member)};");
        if (entityTypeAttribute is not null)
            EmitCase(entityTypeAttribute, $"if (!reader.IsEntity({Literals.Utf8(entityName!)}))\n    return default!;");
        writer.WriteLine("""
            default:
                reader.Skip();
                break;
            """);
        writer.Close();
        writer.Close();
        writer.WriteLine();
        EmitConstruction();
        writer.Close();
    }

    public void EmitAccessors()
    {
        foreach (var member in _stored.Where(m => m.Setting == MemberSetting.InitAccessor))
            EmitAccessor(member, mapping.Type.IsValueType, writer);
    }

    /// <summary>An accessor that sets what C# only lets an initializer set.</summary>
    public static void EmitAccessor(MemberSpec member, bool isValueType, SourceWriter writer)
    {
        writer.WriteLine();
        writer.WriteLine($"""
            [global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = "set_{member.Name}")]
            private static extern void Set{member.Name}({(isValueType ? "ref " : "")}{member.DeclaringType} target, {member.Value.DeclaredTypeName} value);
            """);
    }

    private void EmitCase(string attributeName, string statement)
    {
        writer.WriteLine($"case {Literals.Utf8Length(attributeName)} when global::System.MemoryExtensions.SequenceEqual(attributeName, {Literals.Utf8(attributeName)}):");
        writer.Indent();
        writer.WriteLine(statement);
        writer.WriteLine("break;");
        writer.Unindent();
    }

    private void EmitConstruction()
    {
        var arguments = mapping.ConstructorMembers.Select(name => Argument(_stored.First(m => m.Name == name)));
        var creation = $"new {mapping.Type.FullName}({string.Join(", ", arguments)})";
        var initialized = _stored.Where(m => m.Setting is MemberSetting.Initializer or MemberSetting.ConstructorAndInitializer).ToList();
        var later = _stored.Where(m => m.Setting is MemberSetting.Setter or MemberSetting.InitAccessor).ToList();
        var start = later.Count == 0 ? "return " : "var result = ";
        if (initialized.Count == 0)
        {
            writer.WriteLine($"{start}{creation};");
        }
        else
        {
            writer.Open(start + creation);
            foreach (var member in initialized)
                writer.WriteLine($"{Literals.Identifier(member.Name)} = {ValueOrDefault(member)},");
            writer.Close(";");
        }

        foreach (var member in later)
            EmitLater(member);
        if (later.Count > 0)
            writer.WriteLine("return result;");
    }

    /// <summary>Members with a value of their own keep it while the attribute is absent, unless absence means null or an empty set.</summary>
    private void EmitLater(MemberSpec member)
    {
        var local = _locals[member.Name];
        if (member.Value.IsNullable || member.Value.Kind == ValueKind.Set)
            writer.WriteLine(Assignment(member, ValueOrDefault(member)));
        else
            writer.WriteLine($"if ({local} is {{ }} present{member.Name})\n    {Assignment(member, "present" + member.Name)}");
    }

    private string Assignment(MemberSpec member, string value) => member.Setting == MemberSetting.InitAccessor
        ? $"Set{member.Name}({(mapping.Type.IsValueType ? "ref " : "")}result, {value});"
        : $"result.{Literals.Identifier(member.Name)} = {value};";

    private string Argument(MemberSpec member) => $"{ParameterName(member)}: {ValueOrDefault(member)}";

    private static string ParameterName(MemberSpec member) => Literals.Identifier(member.ParameterName!);

    private string ValueOrDefault(MemberSpec member)
    {
        var local = _locals[member.Name];
        if (member.IsRequired)
            return $"{local} ?? throw global::Tessera.Mapping.ItemReader.Missing({Literals.Quote(member.AttributeName)})";
        if (member.Value.IsNullable)
            return local;
        if (member.Value.Kind == ValueKind.Set)
            return $"{local} ?? {ConverterExpressions.EmptySet(member.Value)}";
        return member.DefaultValue is not null and not "default"
            ? $"{local} ?? {member.DefaultValue}"
            : member.Value.IsValueType ? $"{local}.GetValueOrDefault()" : local + "!";
    }

    /// <summary>Writes a member that <paramref name="source"/> holds.</summary>
    public static string WriteStatement(MemberSpec member, string source = "value")
    {
        var name = Literals.Utf8(member.AttributeName);
        var value = source + "." + Literals.Identifier(member.Name);
        return member.Value.Kind switch
        {
            ValueKind.String => $"writer.String({name}, {value});",
            ValueKind.Boolean => $"writer.Bool({name}, {value});",
            ValueKind.Bytes => $"writer.Binary({name}, {value});",
            >= ValueKind.SByte and <= ValueKind.Decimal => $"writer.Number({name}, {value});",
            _ => $"writer.Value({name}, {Converter(member)}, {value});",
        };
    }

    private static string ReadExpression(MemberSpec member) => member.Value.Kind switch
    {
        ValueKind.String => "reader.ReadString()",
        ValueKind.Boolean => "reader.ReadBool()",
        ValueKind.Bytes => "reader.ReadBinary()",
        >= ValueKind.SByte and <= ValueKind.Decimal => $"reader.ReadNumber<{member.Value.TypeName}>()",
        _ when member.Value.IsValueType => $"reader.ReadValue({Converter(member)})",
        _ => $"reader.ReadObject({Converter(member)})",
    };

    private static bool NeedsField(ValueSpec value) => value.IsCollection || value.Kind is ValueKind.EnumName or ValueKind.EnumNumber;

    private static string ConverterField(MemberSpec member) => "_" + Literals.CamelCase(member.Name).TrimStart('@') + "Converter";

    /// <summary>Locals named after their members; a number tells apart two that differ only in the case of their first letter.</summary>
    private static Dictionary<string, string> NameLocals(EquatableArray<MemberSpec> members)
    {
        var locals = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal) { "reader", "attributeName", "result" };
        foreach (var member in members)
        {
            var local = Literals.CamelCase(member.Name);
            for (var number = 2; !taken.Add(local); number++)
                local = Literals.CamelCase(member.Name).TrimStart('@') + number;
            locals.Add(member.Name, local);
        }

        return locals;
    }
}
