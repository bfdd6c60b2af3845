using Microsoft.CodeAnalysis;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Reads a class with <c>[StreamHandler&lt;TTable&gt;]</c>.</summary>
internal sealed class StreamHandlerParser
{
    private static readonly string[] _names = ["OnInserted", "OnModified", "OnRemoved", "OnRecord", "OnWindow"];

    private readonly INamedTypeSymbol _type;
    private readonly AttributeData _attribute;
    private readonly DiagnosticBag _diagnostics = new();

    private StreamHandlerParser(INamedTypeSymbol type, AttributeData attribute) => (_type, _attribute) = (type, attribute);

    public static ParseResult<StreamHandlerSpec> Parse(INamedTypeSymbol type, AttributeData attribute)
    {
        var parser = new StreamHandlerParser(type, attribute);
        return new ParseResult<StreamHandlerSpec>(type, parser.Parse(), parser._diagnostics);
    }

    private StreamHandlerSpec? Parse()
    {
        var typeSpec = TypeParser.ParsePartial(_type, _diagnostics);
        if (_attribute.AttributeClass!.TypeArguments[0] is not INamedTypeSymbol { TypeKind: not TypeKind.Error } tableSymbol)
            return null;
        var table = FindTable(tableSymbol);
        var symbols = _type.GetMembers().OfType<IMethodSymbol>().Where(IsHandlerMethod).ToList();
        foreach (var symbol in symbols.Where(s => !_names.Contains(s.Name)))
            Report(symbol, "its name is none of OnInserted, OnModified, OnRemoved, OnRecord and OnWindow; rename it, or make it private if it is no handler");
        var methods = new StreamMethodParser(_type, tableSymbol, _diagnostics);
        var taken = symbols.Where(s => _names.Contains(s.Name) && s.Name != "OnWindow").Select(s => (Symbol: s, Spec: methods.Parse(s))).Where(m => m.Spec is not null).ToList();
        var windows = symbols.Where(s => s.Name == "OnWindow").Select(s => (Symbol: s, Spec: methods.ParseWindow(s))).Where(m => m.Spec is not null).ToList();
        ReportDuplicates(taken.Select(m => (m.Symbol, m.Spec!)));
        foreach (var (second, _) in windows.Skip(1))
            _diagnostics.ReportAndGenerate(Descriptors.DuplicateHandler, second.FirstLocation(), _type.Name, "windows", "every table");
        foreach (var (symbol, spec) in taken)
            ReportMissingImages(symbol, spec!, table);
        if (symbols.Count == 0)
            _diagnostics.ReportAndGenerate(Descriptors.HandlerTakesNothing, _type.FirstLocation(), _type.Name);
        return new StreamHandlerSpec
        {
            Type = typeSpec,
            Name = _attribute.Named("Name") as string ?? _type.Name,
            TableName = table?.Type.FullName,
            Methods = taken.Select(m => m.Spec!).Where(m => m.Entity is not null)
                .OrderBy(m => m.Event, StringComparer.Ordinal).ThenBy(m => m.Entity, StringComparer.Ordinal).ToEquatableArray(),
            CatchAll = taken.Select(m => m.Spec).FirstOrDefault(m => m!.Entity is null),
            Window = windows.Select(m => m.Spec).FirstOrDefault(),
        };
    }

    private TableSpec? FindTable(INamedTypeSymbol symbol)
    {
        var table = TableParser.Find(symbol);
        var problem = table is null ? "which is not a class with [Table(\"...\")]"
            : table.Stream == "None" ? "which has none; write [Table(\"...\", Stream = StreamView.NewAndOldImages)]" : null;
        if (problem is not null)
            _diagnostics.ReportAndGenerate(Descriptors.TableWithoutStream, _attribute.Location(), _type.Name, symbol.Name, problem);
        return table;
    }

    /// <summary>Methods with the known names whoever may call them; public ones with other names that begin like them are likely mistakes.</summary>
    private static bool IsHandlerMethod(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, IsOverride: false } && (_names.Contains(method.Name)
            || (method.DeclaredAccessibility == Accessibility.Public && method.Name.Length > 2 && method.Name.StartsWith("On", StringComparison.Ordinal) && char.IsUpper(method.Name[2])));

    private void ReportDuplicates(IEnumerable<(IMethodSymbol Symbol, HandlerMethodSpec Spec)> methods)
    {
        foreach (var group in methods.GroupBy(m => (m.Spec.Event, m.Spec.Entity)).Where(g => g.Count() > 1))
        {
            var second = group.ElementAt(1);
            var what = second.Spec.Entity is null ? "records that no other method takes" : second.Spec.Name;
            _diagnostics.ReportAndGenerate(Descriptors.DuplicateHandler, second.Symbol.FirstLocation(), _type.Name, what, second.Spec.Entity is null ? "every entity" : $"'{second.Spec.Entity}'");
        }
    }

    private void ReportMissingImages(IMethodSymbol symbol, HandlerMethodSpec method, TableSpec? table)
    {
        // Without any stream that is the error.
        if (table is null or { Stream: "None" })
            return;
        var hasNew = table.Stream is "NewImage" or "NewAndOldImages";
        var hasOld = table.Stream is "OldImage" or "NewAndOldImages";
        var missing = method.Arguments.Any(a => a.Kind == HandlerArgument.NewImage) && !hasNew ? "new"
            : method.Arguments.Any(a => a.Kind == HandlerArgument.OldImage) && !hasOld ? "old" : null;
        if (missing is not null)
            _diagnostics.ReportAndGenerate(Descriptors.ImageMissing, symbol.FirstLocation(), _type.Name, symbol.Name, missing, table.Type.Name, table.Stream);
    }

    private void Report(IMethodSymbol method, string problem) =>
        _diagnostics.ReportAndGenerate(Descriptors.HandlerMethodWrong, method.FirstLocation(), _type.Name, method.Name, problem);
}
