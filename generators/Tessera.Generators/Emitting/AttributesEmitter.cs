using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>Emits the typed references to a type's attributes, over which conditions, filters and updates are written.</summary>
internal sealed class AttributesEmitter(MappingSpec mapping, SourceWriter writer)
{
    private const string Path = "global::Tessera.AttributePath";

    /// <summary>For an entity: properties in the key and the version can be compared, but not set.</summary>
    public void EmitForEntity(ISet<string> readOnly)
    {
        EmitOpening($"global::Tessera.IAttributes<{Name}>");
        EmitMembers(readOnly);
        writer.Close();
    }

    /// <summary>For a nested object, which is also an attribute itself.</summary>
    public void EmitForObject()
    {
        EmitOpening($"global::Tessera.IAttributes<{Name}>, global::Tessera.ISettableAttribute<{mapping.Type.FullName}>");
        writer.WriteLine($"{Path} global::Tessera.IAttribute.Path => _path;");
        writer.WriteLine();
        writer.WriteLine($"global::Tessera.Mapping.AttributeConverter<{mapping.Type.FullName}> global::Tessera.IAttribute<{mapping.Type.FullName}>.Converter => {mapping.GeneratedName}Mapper.Instance;");
        writer.WriteLine();
        EmitMembers(new HashSet<string>());
        writer.Close();
    }

    private string Name => mapping.GeneratedName + "Attributes";

    private void EmitOpening(string interfaces)
    {
        writer.WriteLine($"/// <summary>References to the attributes of {Literals.Xml(mapping.Type.Name)}, for conditions, filters and updates. Immutable.</summary>");
        writer.WriteLine(GeneratedFile.GeneratedCode);
        writer.Open($"{mapping.Type.Accessibility} readonly struct {Name} : {interfaces}");
        writer.WriteLine($"private readonly {Path} _path;");
        writer.WriteLine();
        writer.WriteLine($"internal {Name}({Path} path) => _path = path;");
        writer.WriteLine();
        writer.WriteLine($"static {Name} global::Tessera.IAttributes<{Name}>.At({Path} path) => new(path);");
        writer.WriteLine();
    }

    private void EmitMembers(ISet<string> readOnly)
    {
        var first = true;
        foreach (var member in mapping.Members.Where(m => m.IsStored))
        {
            if (!first)
                writer.WriteLine();
            first = false;
            var path = $"_path.Member({Literals.Quote(member.AttributeName)})";
            var (type, creation) = readOnly.Contains(member.Name) ? ReadOnly(member, path) : Settable(member, path);
            writer.WriteLine($"/// <summary>The attribute of <c>{member.Name}</c>.</summary>");
            writer.WriteLine($"public {type} {Literals.Identifier(member.Name)} => {creation};");
        }
    }

    private static (string Type, string Creation) ReadOnly(MemberSpec member, string path)
    {
        var type = $"global::Tessera.ReadOnlyAttribute<{member.Value.TypeName}>";
        return (type, $"new({path}, {ConverterExpressions.For(member.Value)})");
    }

    private static (string Type, string Creation) Settable(MemberSpec member, string path)
    {
        var value = member.Value;
        return value.Kind switch
        {
            ValueKind.String => ("global::Tessera.StringAttribute", $"new({path})"),
            ValueKind.Object => (value.MapperName + "Attributes", $"new({path})"),
            ValueKind.List => ($"global::Tessera.ListAttribute<{value.Element!.DeclaredTypeName}>", $"new({path}, {ConverterExpressions.ForElement(value.Element)})"),
            ValueKind.Map => ($"global::Tessera.MapAttribute<{value.Element!.DeclaredTypeName}>", $"new({path}, {ConverterExpressions.ForElement(value.Element)})"),
            ValueKind.Set => Set(value, path),
            >= ValueKind.SByte and <= ValueKind.Decimal => ($"global::Tessera.NumberAttribute<{value.TypeName}>", $"new({path})"),
            _ => ($"global::Tessera.ComparableAttribute<{value.TypeName}>", $"new({path}, {ConverterExpressions.For(value)})"),
        };
    }

    private static (string Type, string Creation) Set(ValueSpec set, string path)
    {
        var element = set.Element!.TypeName;
        var elements = $"global::System.Collections.Generic.IEnumerable<{element}>";
        var converter = set.Element.Kind switch
        {
            ValueKind.String => $"global::Tessera.Mapping.Converters.StringSet<{elements}>(static items => items)",
            ValueKind.Bytes => $"global::Tessera.Mapping.Converters.BinarySet<{elements}>(static items => items)",
            _ => $"global::Tessera.Mapping.Converters.NumberSet<{elements}, {element}>(static items => items)",
        };
        return ($"global::Tessera.SetAttribute<{element}>", $"new({path}, {converter}, {ConverterExpressions.For(set.Element)})");
    }
}
