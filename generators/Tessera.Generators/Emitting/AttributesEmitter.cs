using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>Emits the typed references to a type's attributes, over which conditions, filters and updates are written.</summary>
internal sealed class AttributesEmitter(MappingSpec mapping, SourceWriter writer)
{
    private const string Path = "global::Tessera.AttributePath";

    /// <summary>For an entity: properties in the key and the version can be compared, but not set.</summary>
    public void EmitForEntity(ISet<string> readOnly, string partitionKey)
    {
        EmitOpening($"global::Tessera.IAttributes<{Name}>");
        EmitMembers(readOnly);
        EmitItemCondition("Exists", "The item exists.", partitionKey);
        EmitItemCondition("NotExists", "The item does not exist.", partitionKey);
        writer.Close();
    }

    /// <summary>For a nested object, which is also an attribute itself.</summary>
    public void EmitForObject()
    {
        EmitOpening($"global::Tessera.IAttributes<{Name}>, global::Tessera.ISettableAttribute<{ObjectType}>");
        writer.WriteLine($"{Path} global::Tessera.IAttribute.Path => _path;");
        writer.WriteLine();
        writer.WriteExpression(
            $"global::Tessera.Mapping.AttributeConverter<{ObjectType}> global::Tessera.IAttribute<{ObjectType}>.Converter",
            "=>",
            $"{mapping.GeneratedName}Mapper.Instance{(mapping.Type.IsValueType ? "" : "!")}");
        writer.WriteLine();
        EmitMembers(new HashSet<string>());
        writer.Close();
    }

    /// <summary>An object may be set to null, which removes the attribute.</summary>
    private string ObjectType => mapping.Type.IsValueType ? mapping.Type.FullName : mapping.Type.FullName + "?";

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
            writer.WriteExpression($"public {type} {Literals.Identifier(member.Name)}", "=>", creation);
        }
    }

    /// <summary>A condition on the whole item, unless a property has taken the name.</summary>
    private void EmitItemCondition(string name, string summary, string partitionKey)
    {
        if (mapping.Members.Any(m => m.IsStored && m.Name == name))
            return;
        writer.WriteLine();
        writer.WriteLine($"""
            /// <summary>{summary}</summary>
            /// <returns>The condition.</returns>
            public global::Tessera.Condition {name}() => global::Tessera.Condition.{name}(_path.Member({Literals.Quote(partitionKey)}));
            """);
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
            ValueKind.List => ($"global::Tessera.ListAttribute<{value.Element!.DeclaredTypeName}>",
                $"new({path}, {ConverterExpressions.ForElement(value.Element)})"),
            ValueKind.Map => ($"global::Tessera.MapAttribute<{value.Element!.DeclaredTypeName}>",
                $"new({path}, {ConverterExpressions.ForElement(value.Element)})"),
            ValueKind.Set => Set(value, path),
            >= ValueKind.SByte and <= ValueKind.Decimal => ($"global::Tessera.NumberAttribute<{value.TypeName}>", $"new({path})"),
            _ => ($"global::Tessera.ComparableAttribute<{value.TypeName}>", $"new({path}, {ConverterExpressions.For(value)})"),
        };
    }

    private static (string Type, string Creation) Set(ValueSpec set, string path)
    {
        var element = set.Element!.TypeName;
        var factory = set.Element.Kind switch
        {
            ValueKind.String => "OfStrings",
            ValueKind.Bytes => "OfBinaries",
            _ => $"OfNumbers<{element}>",
        };
        return ($"global::Tessera.SetAttribute<{element}>", $"global::Tessera.SetAttribute.{factory}({path})");
    }
}
