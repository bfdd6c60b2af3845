using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Emitting;
using Tessera.Generators.Model;
using Tessera.Generators.Parsing;

namespace Tessera.Generators;

/// <summary>
/// Generates keys, mappers, repositories, queries, conditions, updates and table contexts from annotated types.
/// </summary>
/// <remarks>
/// Attributes are parsed into specs (values without symbols), tables are assembled from them, and each entity, object, table and item
/// collection is emitted on its own, so that an edit regenerates only what it changes. Diagnostics are a separate output with real locations.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class TesseraGenerator : IIncrementalGenerator
{
    /// <summary>Wires the steps.</summary>
    /// <param name="context">The compiler's context.</param>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var tables = context.SyntaxProvider.ForAttributeWithMetadataName(KnownNames.Table, IsType, static (c, _) => ParseTable(c));
        var entities = context.SyntaxProvider.ForAttributeWithMetadataName(KnownNames.Entity, IsType,
            static (c, token) => EntityParser.Parse((INamedTypeSymbol)c.TargetSymbol, c.Attributes[0], token));
        var collections = context.SyntaxProvider.ForAttributeWithMetadataName(KnownNames.ItemCollection, IsType,
            static (c, _) => CollectionParser.Parse((INamedTypeSymbol)c.TargetSymbol, c.Attributes[0]));

        var handlers = context.SyntaxProvider.ForAttributeWithMetadataName(KnownNames.StreamHandler, IsType,
            static (c, _) => StreamHandlerParser.Parse((INamedTypeSymbol)c.TargetSymbol, c.Attributes[0]));

        var assembled = RegisterSource(context, tables, entities, collections);
        RegisterStreamHandlers(context, handlers, FindMissing(tables, entities, assembled));
        RegisterDiagnostics(context, tables, entities, collections);
    }

    /// <summary>A handler names what it needs of its table and entities itself, so it is emitted from its own spec, without what errors elsewhere keep away.</summary>
    private static void RegisterStreamHandlers(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ParseResult<StreamHandlerSpec>> handlers,
        IncrementalValueProvider<EquatableArray<string>> missing)
    {
        var specs = handlers.Select(static (r, _) => r.Spec).Combine(missing).Select(static (p, _) => p.Left?.Without(p.Right)).WithTrackingName(StepNames.StreamHandlers);
        context.RegisterSourceOutput(specs, static (c, handler) =>
        {
            if (handler is not null)
                c.AddSource(handler.Type.HintName + ".g.cs", StreamHandlerEmitter.Emit(handler));
        });
        context.RegisterSourceOutput(handlers, static (c, result) => Report(c, result.Diagnostics));
    }

    /// <summary>The tables and mappers that are not generated, because something else is wrong. Those of other projects are never among them.</summary>
    private static IncrementalValueProvider<EquatableArray<string>> FindMissing(
        IncrementalValuesProvider<ParseResult<TableSpec>> tables,
        IncrementalValuesProvider<ParseResult<EntitySpec>> entities,
        IncrementalValuesProvider<AssembledTable> assembled)
    {
        var wanted = tables.Select(static (r, _) => r.Type.FullName).Collect().Combine(entities.Select(static (r, _) => r.Type.MapperName).Collect());
        var generated = assembled.SelectMany(static (t, _) => t.Entities.Select(e => e.Type.MapperName).Append(t.Table.Type.FullName)).Collect();
        return wanted.Combine(generated).Select(static (names, _) =>
            names.Left.Left.Concat(names.Left.Right).Except(names.Right, StringComparer.Ordinal).ToEquatableArray());
    }

    private static IncrementalValuesProvider<AssembledTable> RegisterSource(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ParseResult<TableSpec>> tables,
        IncrementalValuesProvider<ParseResult<EntitySpec>> entities,
        IncrementalValuesProvider<ParseResult<CollectionSpec>> collections)
    {
        var tableSpecs = tables.Select(static (r, _) => r.Spec).WithTrackingName(StepNames.Tables).Collect();
        var entitySpecs = entities.Select(static (r, _) => r.Spec).WithTrackingName(StepNames.Entities).Collect();
        var collectionSpecs = collections.Select(static (r, _) => r.Spec).WithTrackingName(StepNames.Collections).Collect();
        var assembled = tableSpecs.Combine(entitySpecs).Combine(collectionSpecs)
            .SelectMany(static (specs, _) => TableAssembler.Assemble(specs.Left.Left, specs.Left.Right, specs.Right))
            .WithTrackingName(StepNames.AssembledTables);

        var outputEntities = assembled.SelectMany(static (t, _) => t.Entities).WithTrackingName(StepNames.OutputEntities);
        var outputObjects = assembled.Collect().SelectMany(static (all, _) => DistinctObjects(all)).WithTrackingName(StepNames.OutputObjects);
        var outputTables = assembled.Select(static (t, _) => TableOutline.From(t)).WithTrackingName(StepNames.OutputTables);
        var outputCollections = assembled.SelectMany(static (t, _) => CollectionOutline.From(t)).WithTrackingName(StepNames.OutputCollections);

        context.RegisterSourceOutput(outputEntities, static (c, entity) => c.AddSource(entity.Type.HintName + ".g.cs", EntityEmitter.Emit(entity)));
        context.RegisterSourceOutput(outputObjects, static (c, mapping) => c.AddSource(mapping.Type.HintName + ".Mapping.g.cs", ObjectEmitter.Emit(mapping)));
        context.RegisterSourceOutput(outputTables, static (c, table) => c.AddSource(table.Table.Type.HintName + ".g.cs", TableEmitter.Emit(table)));
        context.RegisterSourceOutput(outputCollections,
            static (c, collection) => c.AddSource(collection.Collection.Type.HintName + ".g.cs", CollectionEmitter.Emit(collection)));
        return assembled;
    }

    private static void RegisterDiagnostics(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ParseResult<TableSpec>> tables,
        IncrementalValuesProvider<ParseResult<EntitySpec>> entities,
        IncrementalValuesProvider<ParseResult<CollectionSpec>> collections)
    {
        context.RegisterSourceOutput(tables, static (c, result) => Report(c, result.Diagnostics));
        context.RegisterSourceOutput(entities, static (c, result) => Report(c, result.Diagnostics));
        context.RegisterSourceOutput(collections, static (c, result) => Report(c, result.Diagnostics));
        context.RegisterSourceOutput(tables.Collect().Combine(entities.Collect()).Combine(collections.Collect()), static (c, all) =>
        {
            var (tableResults, entityResults, collectionResults) = (all.Left.Left, all.Left.Right, all.Right);
            var assembled = TableAssembler.Assemble(Specs(tableResults), Specs(entityResults), Specs(collectionResults));
            var locations = Locations(entityResults, e => e.Type).Concat(Locations(collectionResults, s => s.Type))
                .ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
            foreach (var problem in assembled.SelectMany(TableRules.Check))
                c.ReportDiagnostic(Diagnostic.Create(problem.Descriptor, locations[problem.SubjectFullName], problem.Arguments));
        });
    }

    private static bool IsType(SyntaxNode node, CancellationToken cancellation) => node is TypeDeclarationSyntax;

    private static ParseResult<TableSpec> ParseTable(GeneratorAttributeSyntaxContext context)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var diagnostics = new DiagnosticBag();
        var spec = TableParser.Parse(type, context.Attributes[0], diagnostics);
        return new ParseResult<TableSpec>(type, spec, diagnostics);
    }

    /// <summary>An object that several entities hold is emitted once.</summary>
    private static IEnumerable<MappingSpec> DistinctObjects(ImmutableArray<AssembledTable> tables) =>
        tables.SelectMany(t => t.Entities)
            .SelectMany(e => e.Objects)
            .GroupBy(o => o.Type.FullName, StringComparer.Ordinal)
            .Select(g => g.First())
            .OrderBy(o => o.Type.FullName, StringComparer.Ordinal);

    private static ImmutableArray<T?> Specs<T>(ImmutableArray<ParseResult<T>> results)
        where T : class => [.. results.Select(r => r.Spec)];

    private static IEnumerable<KeyValuePair<string, Location?>> Locations<T>(ImmutableArray<ParseResult<T>> results, Func<T, TypeSpec> type)
        where T : class => results.Where(r => r.Spec is not null).Select(r => new KeyValuePair<string, Location?>(type(r.Spec!).FullName, r.Location));

    private static void Report(SourceProductionContext context, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            context.ReportDiagnostic(diagnostic);
    }
}
