using Tessera.Generators.Model;

namespace Tessera.Generators.Emitting;

/// <summary>Emits an entity's key: typed parts in, key attributes out, and back.</summary>
internal sealed class KeyEmitter(EntitySpec entity, SourceWriter writer)
{
    private readonly EntityNames _names = new(entity.Type);
    private readonly List<KeyParameter> _parameters = KeyParameter.Of(entity.PartitionKey, entity.SortKey);

    public void Emit()
    {
        writer.WriteLine($"/// <summary>The key of {Literals.Xml(entity.Type.Name)}: {Literals.Xml(DescribeKeys())}.</summary>");
        foreach (var parameter in _parameters)
            writer.WriteLine($"/// <param name=\"{parameter.Property}\">The entity's <c>{parameter.Property}</c>.</param>");
        writer.WriteLine(GeneratedFile.GeneratedCode);
        var declarations = string.Join(", ", _parameters.Select(p => $"{p.Value.TypeName} {Literals.Identifier(p.Property)}"));
        writer.Open($"{entity.Type.Accessibility} readonly record struct {_names.SimpleKey}({declarations}) : global::Tessera.IEntityKey");
        EmitText("PartitionKey", "Partition", entity.PartitionKey);
        EmitText("SortKey", "Sort", entity.SortKey);
        EmitWrite();
        EmitParsing();
        writer.Close();
    }

    private string DescribeKeys() =>
        string.Join(" and ", new[] { entity.PartitionKey, entity.SortKey }.Where(k => k is not null).Select(k => k!.Template ?? k.AttributeName));

    /// <summary>The key's text, unless a part has taken the name.</summary>
    private void EmitText(string name, string role, KeySpec? key)
    {
        if (key is null || key.IsNative || IsPart(name))
            return;
        writer.WriteLine($"/// <summary>The text of {Literals.Xml(key.AttributeName)}.</summary>");
        writer.Open($"public string {name}");
        writer.Open("get");
        writer.WriteLine($"""
            var text = new global::Tessera.Mapping.KeyText(stackalloc char[global::Tessera.Mapping.KeyText.StackLength]);
            {_names.KeyText}.Compose{role}(ref text{ComposeArguments(key)});
            return text.ToString();
            """);
        writer.Close();
        writer.Close();
        writer.WriteLine();
    }

    /// <summary>The key's own parts; <c>this.</c> tells one named <c>text</c> or <c>writer</c> from the method's local or parameter.</summary>
    private static string ComposeArguments(KeySpec key) => string.Concat(KeyParameter.Of(key).Select(p => ", this." + Literals.Identifier(p.Property)));

    private void EmitWrite()
    {
        writer.WriteLine("/// <inheritdoc/>");
        // A part that has taken the method's name leaves it to the interface.
        writer.Open(IsPart("WriteTo")
            ? "void global::Tessera.IEntityKey.WriteTo(global::Tessera.Mapping.ItemWriter writer)"
            : "public void WriteTo(global::Tessera.Mapping.ItemWriter writer)");
        EmitWriteKey("Partition", "partitionKey", entity.PartitionKey);
        if (entity.SortKey is not null)
            EmitWriteKey("Sort", "sortKey", entity.SortKey);
        writer.Close();
    }

    private void EmitWriteKey(string role, string local, KeySpec key)
    {
        var name = Literals.Utf8(key.AttributeName);
        if (key.IsNative)
        {
            writer.WriteLine(NativeWrite(name, key.Parts.First()));
            return;
        }

        writer.WriteLine($"""
            var {local} = new global::Tessera.Mapping.KeyText(stackalloc char[global::Tessera.Mapping.KeyText.StackLength]);
            {_names.KeyText}.Compose{role}(ref {local}{ComposeArguments(key)});
            writer.Key({name}, ref {local});
            """);
    }

    private static string NativeWrite(string name, KeyPartSpec part)
    {
        var value = "this." + Literals.Identifier(part.Property);
        return part.Value.Kind switch
        {
            ValueKind.String => $"writer.String({name}, {value});",
            ValueKind.EnumNumber => $"writer.Number({name}, ({part.Value.EnumUnderlyingType}){value});",
            _ when part.Value.IsNumber => $"writer.Number({name}, {value});",
            _ => $"writer.Value({name}, {ConverterExpressions.For(part.Value)}, {value});",
        };
    }

    /// <summary>The way back from text, unless a part has taken the name of a method.</summary>
    private void EmitParsing()
    {
        if (entity.PartitionKey.IsNative || IsPart("TryParse"))
            return;
        if (!IsPart("Parse"))
        {
            writer.WriteLine();
            EmitParse();
        }

        writer.WriteLine();
        EmitTryParse();
    }

    private bool IsPart(string name) => _parameters.Any(p => p.Property == name);

    private void EmitParse()
    {
        var (declarations, arguments) = ParseParameters();
        writer.WriteLine($"""
            /// <summary>Takes the key's text apart.</summary>
            {ParseParameterDocumentation()}
            /// <returns>The key.</returns>
            /// <exception cref="global::System.FormatException">The text is no key of {Literals.Xml(entity.Type.Name)}.</exception>
            public static {_names.Key} Parse({declarations}) => TryParse({arguments}, out var key)
                ? key
                : throw new global::System.FormatException({ParseMessage()});
            """);
    }

    private string ParseMessage()
    {
        var found = entity.SortKey is null ? "'{partitionKey}'" : "'{partitionKey}' and '{sortKey}'";
        var expected = DescribeKeys().Replace("{", "{{").Replace("}", "}}");
        return "$" + Literals.Quote($"{found} is no key of {entity.EntityName}, which is {expected}.");
    }

    private void EmitTryParse()
    {
        writer.WriteLine($"""
            /// <summary>Takes the key's text apart.</summary>
            {ParseParameterDocumentation()}
            /// <param name="key">The key.</param>
            /// <returns><see langword="false"/> when the text is no key of {Literals.Xml(entity.Type.Name)}.</returns>
            """);
        writer.Open($"public static bool TryParse({ParseParameters().Declarations}, out {_names.Key} key)");
        writer.WriteLine("key = default;");
        var locals = new Dictionary<string, (string Local, int Precision)>(StringComparer.Ordinal);
        EmitParseKey("Partition", "partition", "partitionKey", entity.PartitionKey, locals);
        if (entity.SortKey is not null)
            EmitParseKey("Sort", "sort", "sortKey", entity.SortKey, locals);
        writer.WriteLine($"key = new {_names.Key}({string.Join(", ", _parameters.Select(p => KeyExpressions.FromRead(p.Value, locals[p.Property].Local)))});");
        writer.WriteLine(HasRepeatedProperty ? $"return key.Composes({ParseParameters().Arguments});" : "return true;");
        writer.Close();
        if (HasRepeatedProperty)
            EmitComposes();
    }

    /// <summary>A property may stand in a key twice in different formats; then the parts must fit together.</summary>
    private bool HasRepeatedProperty => entity.PartitionKey.Parts.Count() + (entity.SortKey?.Parts.Count() ?? 0) > _parameters.Count;

    private void EmitParseKey(string role, string parser, string text, KeySpec key, Dictionary<string, (string Local, int Precision)> locals)
    {
        var steps = new List<string>();
        for (var i = 0; i < key.Segments.Count; i++)
        {
            var segment = key.Segments[i];
            steps.Add(segment.Literal is not null
                ? $"{parser}.Literal({Literals.Quote(segment.Literal)})"
                : KeyExpressions.Read(parser, $"{_names.KeyText}.{KeyTextEmitter.Field(role, i, key)}", segment.Part!,
                    Local(parser, i, segment.Part!, locals)));
        }

        steps.Add($"{parser}.IsAtEnd");
        writer.WriteLine($"""
            var {parser} = new global::Tessera.Mapping.KeyParser({text});
            if (!({string.Join("\n    && ", steps)}))
                return false;
            """);
    }

    /// <summary>The local for a part; of a property that stands in the key twice the most precise text gives the value.</summary>
    private static string Local(string parser, int segment, KeyPartSpec part, Dictionary<string, (string Local, int Precision)> locals)
    {
        var local = $"{parser}{part.Property}{(segment > 1 ? segment.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")}";
        // A property named Key would take the name of the method's parameter.
        if (local is "partitionKey" or "sortKey")
            local += "Part";
        var precision = part.Format is null or "O" or "o" ? int.MaxValue : part.Format.Length;
        if (!locals.TryGetValue(part.Property, out var known) || known.Precision < precision)
            locals[part.Property] = (local, precision);
        return local;
    }

    private void EmitComposes()
    {
        writer.WriteLine();
        writer.Open($"private bool Composes({ParseParameters().Declarations})");
        foreach (var (role, text, key) in new[] { ("Partition", "partition", entity.PartitionKey), ("Sort", "sort", entity.SortKey) })
        {
            if (key is null)
                continue;
            writer.WriteLine($"""
                var {text} = new global::Tessera.Mapping.KeyText(stackalloc char[global::Tessera.Mapping.KeyText.StackLength]);
                {_names.KeyText}.Compose{role}(ref {text}{ComposeArguments(key)});
                """);
        }

        writer.WriteLine($"return partition.ToString() == partitionKey{(entity.SortKey is null ? "" : " && sort.ToString() == sortKey")};");
        writer.Close();
    }

    private (string Declarations, string Arguments) ParseParameters() =>
        entity.SortKey is null ? ("string partitionKey", "partitionKey") : ("string partitionKey, string sortKey", "partitionKey, sortKey");

    private string ParseParameterDocumentation()
    {
        var partition = $"/// <param name=\"partitionKey\">The text of {Literals.Xml(entity.PartitionKey.AttributeName)}.</param>";
        return entity.SortKey is null
            ? partition
            : $"{partition}\n/// <param name=\"sortKey\">The text of {Literals.Xml(entity.SortKey.AttributeName)}.</param>";
    }
}
