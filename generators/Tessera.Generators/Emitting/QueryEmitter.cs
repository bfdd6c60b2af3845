using System.Globalization;
using Tessera.Generators.Model;
using Tessera.Generators.Parsing;

namespace Tessera.Generators.Emitting;

/// <summary>Emits the stages of a query: one type per component of the sort key, each offering what can be asked of its component.</summary>
internal sealed class QueryEmitter(EntitySpec entity, SourceWriter writer)
{
    private readonly EntityNames _names = new(entity.Type);

    /// <summary>The type that a query on this sort key starts with.</summary>
    public static string FirstStage(EntityNames names, string indexRole, KeySpec? sortKey) => sortKey is not null && sortKey.Parts.Any()
        ? names.Qualifier + names.SimpleQuery(indexRole)
        : $"global::Tessera.EntityQuery<{names.Entity}, {names.Attributes}>";

    /// <summary>Emits the stages; <paramref name="indexRole"/> is empty for the table.</summary>
    public void Emit(string indexRole, KeySpec? sortKey)
    {
        if (sortKey is null)
            return;
        var parts = new List<int>();
        for (var i = 0; i < sortKey.Segments.Count; i++)
        {
            if (sortKey.Segments[i].Part is not null)
                parts.Add(i);
        }

        for (var stage = 0; stage < parts.Count; stage++)
            EmitStage(indexRole, sortKey, parts, stage);
    }

    private void EmitStage(string indexRole, KeySpec sortKey, List<int> parts, int stage)
    {
        var segment = parts[stage];
        var part = sortKey.Segments[segment].Part!;
        var following = segment + 1 < sortKey.Segments.Count ? sortKey.Segments[segment + 1].Literal! : "";
        var name = StageName(indexRole, sortKey, parts, stage);
        var baseType = sortKey.IsNative ? "NativeSortKeyQuery" : "SortKeyQuery";
        writer.WriteLine();
        writer.WriteLine($"/// <summary>A query of {Literals.Xml(entity.Type.Name)}, narrowed by <c>{part.Property}</c> or not at all. Immutable.</summary>");
        writer.WriteLine(GeneratedFile.GeneratedCode);
        writer.Open($"{entity.Type.Accessibility} sealed class {name} : global::Tessera.{baseType}<{_names.Entity}, {_names.Attributes}>");
        writer.WriteLine($"internal {name}(global::Tessera.QueryStart<{_names.Entity}> start)");
        writer.WriteLine(sortKey.IsNative ? "    : base(start)" : $"    : base(start, {Literals.Quote(following)})");
        writer.WriteLine("{");
        writer.WriteLine("}");
        var field = $"{_names.KeyText}.{KeyTextEmitter.Field(indexRole + "Sort", segment, sortKey)}";
        EmitExact(part, Value, stage + 1 < parts.Count ? _names.Qualifier + StageName(indexRole, sortKey, parts, stage + 1) : null);
        if (CanRange(sortKey, segment))
            EmitRanges(part, Value, part.Value.Kind == ValueKind.String && following.Length > 0 ? KeyOrderRemarks(part, following) : null);
        if (CanStartWith(sortKey, part))
            EmitMethod($"{part.Property}StartsWith", "string text", $"Narrows the query to those whose <c>{part.Property}</c> begins with a text.",
                "base.StartsWith(text)");
        writer.Close();

        string Value(string parameter) => sortKey.IsNative
            ? KeyExpressions.NativeValue(sortKey, field, parameter)
            : KeyExpressions.Text(field, part, parameter);
    }

    private string StageName(string indexRole, KeySpec sortKey, List<int> parts, int stage)
    {
        var name = _names.SimpleQuery(indexRole);
        var property = sortKey.Segments[parts[stage]].Part!.Property;
        var isRepeated = parts.Skip(1).Take(stage - 1).Any(p => sortKey.Segments[p].Part!.Property == property);
        return stage == 0 ? name : name + property + (isRepeated ? stage.ToString(CultureInfo.InvariantCulture) : "");
    }

    private void EmitExact(KeyPartSpec part, Func<string, string> value, string? nextStage)
    {
        var call = nextStage is null ? $"base.Exactly({value("value")})" : $"new {nextStage}(base.Next({value("value")}))";
        EmitMethod(Literals.Identifier(part.Property), $"{part.Value.NonNullable.TypeName} value", $"Narrows the query to one <c>{part.Property}</c>.", call,
            nextStage);
    }

    private void EmitRanges(KeyPartSpec part, Func<string, string> value, string? remarks)
    {
        var type = part.Value.NonNullable.TypeName;
        EmitMethod($"{part.Property}Between", $"{type} low, {type} high", $"From one <c>{part.Property}</c> to another, both included.",
            $"base.Between({value("low")}, {value("high")})", remarks: remarks);
        EmitMethod($"{part.Property}From", $"{type} low", $"From a <c>{part.Property}</c> on, which is included.", $"base.From({value("low")})", remarks: remarks);
        EmitMethod($"{part.Property}After", $"{type} low", $"After a <c>{part.Property}</c>, which is not included.", $"base.After({value("low")})", remarks: remarks);
        EmitMethod($"{part.Property}UpTo", $"{type} high", $"Up to a <c>{part.Property}</c>, which is included.", $"base.UpTo({value("high")})", remarks: remarks);
        EmitMethod($"{part.Property}Before", $"{type} high", $"Before a <c>{part.Property}</c>, which is not included.", $"base.Before({value("high")})", remarks: remarks);
    }

    private void EmitMethod(string name, string parameters, string summary, string call, string? result = null, string? remarks = null)
    {
        writer.WriteLine();
        writer.WriteLine($"/// <summary>{summary}</summary>");
        foreach (var parameter in parameters.Split([", "], StringSplitOptions.None).Select(p => p.Substring(p.LastIndexOf(' ') + 1)))
            writer.WriteLine($"/// <param name=\"{parameter}\">{ParameterText(parameter)}</param>");
        writer.WriteLine("/// <returns>The query.</returns>");
        if (remarks is not null)
            writer.WriteLine($"/// <remarks>{remarks}</remarks>");
        writer.WriteExpression($"public {result ?? $"global::Tessera.EntityQuery<{_names.Entity}, {_names.Attributes}>"} {name}({parameters})", "=>", call);
    }

    /// <summary>Text that a separator follows is sorted together with it: a space comes before <c>#</c>, so "Ann Lee#" comes before "Ann#".</summary>
    private static string KeyOrderRemarks(KeyPartSpec part, string following) =>
        $"Compared as the keys are sorted, the separator <c>{Literals.Xml(following)}</c> after <c>{part.Property}</c> included: a text that another "
            + "begins with sorts by what follows it, so <c>Ann Lee</c> comes before <c>Ann</c> if a space sorts before the separator.";

    private static string ParameterText(string parameter) => parameter switch
    {
        "low" => "The lower bound.",
        "high" => "The upper bound.",
        "text" => "The beginning; empty for all.",
        _ => "The value.",
    };

    /// <summary>Ranges of text are only right where the text sorts as the values do; names of an enum have no order worth asking for.</summary>
    private static bool CanRange(KeySpec sortKey, int segment)
    {
        var part = sortKey.Segments[segment].Part!;
        if (part.Value.Kind is ValueKind.Boolean or ValueKind.EnumName)
            return false;
        if (sortKey.IsNative)
            return part.Value.Kind != ValueKind.TimeSpan;
        var format = KeyFormat.SortingFormat(sortKey.Segments.Take(segment), part.Property, part.Format);
        return KeyFormat.NumberSorts(part.Value, part.Format) && KeyFormat.FindSortProblem(part.Value, format) is null;
    }

    private static bool CanStartWith(KeySpec sortKey, KeyPartSpec part) =>
        sortKey.AttributeType == "S" && (part.Value.Kind is ValueKind.String or ValueKind.Guid || part.Value.IsTime);
}
