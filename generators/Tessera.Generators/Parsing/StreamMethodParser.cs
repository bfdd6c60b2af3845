using Microsoft.CodeAnalysis;
using Tessera.Generators.Diagnostics;
using Tessera.Generators.Model;

namespace Tessera.Generators.Parsing;

/// <summary>Reads the signatures of a stream handler's methods.</summary>
internal sealed class StreamMethodParser(INamedTypeSymbol type, INamedTypeSymbol table, DiagnosticBag diagnostics)
{
    private const string Task = "System.Threading.Tasks.Task", ValueTask = "System.Threading.Tasks.ValueTask";
    private const string CancellationToken = "System.Threading.CancellationToken";

    public HandlerMethodSpec? Parse(IMethodSymbol method)
    {
        var entities = method.Parameters.TakeWhile(p => HandlerArgumentOf(p, method) is null).ToList();
        var others = method.Parameters.Skip(entities.Count).Select(p => HandlerArgumentOf(p, method)).ToList();
        if (FindProblem(method, entities, others) is { } problem)
            return Report(method, problem);
        var entity = entities.Count == 0 ? null : entities[0].Type as INamedTypeSymbol;
        if (entities.Count > 0 && !CheckEntity(method, entity, entities[0].Type))
            return null;
        return new HandlerMethodSpec
        {
            Name = method.Name,
            Event = method.Name == "OnRecord" ? "" : method.Name.Substring(2),
            Entity = entity?.FindAttribute(KnownNames.Entity)!.Named("Name") as string ?? entity?.Name,
            Mapper = entity is null ? null : TypeParser.Parse(entity).MapperName,
            Arguments = Images(method.Name, entities.Count).Concat(others.Select(o => o!.Value)).Select(a => new HandlerArgumentSpec(a)).ToEquatableArray(),
            ReturnsValueTask = NameOf(method.ReturnType) == ValueTask,
        };
    }

    public WindowMethodSpec? ParseWindow(IMethodSymbol method)
    {
        var state = method.ReturnType is INamedTypeSymbol { TypeArguments.Length: 1 } returned && NameOf(returned) is Task + "`1" or ValueTask + "`1"
            ? ((INamedTypeSymbol)method.ReturnType).TypeArguments[0] : null;
        var takesCancellation = method.Parameters.Length == 3 && NameOf(method.Parameters[2].Type) == CancellationToken;
        if (state is null || (method.Parameters.Length != 2 && !takesCancellation) || NameOf(method.Parameters[0].Type) != "Tessera.StreamWindow"
            || !SymbolEqualityComparer.Default.Equals(WithoutNull(method.Parameters[1].Type), WithoutNull(state)))
        {
            return ReportWindow(method, "it must have the form Task<TState> OnWindow(StreamWindow window, TState? state), perhaps with a CancellationToken");
        }

        state = WithoutNull(state);
        if (NameOf(state) == "System.ReadOnlyMemory`1" && ((INamedTypeSymbol)state).TypeArguments[0].SpecialType == SpecialType.System_Byte)
            return new WindowMethodSpec { StateType = null, TypeInfoMember = null, TakesCancellation = takesCancellation };
        if (FindTypeInfo(state) is not { } typeInfo)
            return ReportWindow(method, $"the handler has no static JsonTypeInfo<{state.Name}>, by which the state becomes JSON; add a static property that returns it from a JsonSerializerContext");
        return new WindowMethodSpec { StateType = state.FullName(), TypeInfoMember = typeInfo, TakesCancellation = takesCancellation };
    }

    private static string? FindProblem(IMethodSymbol method, List<IParameterSymbol> entities, List<HandlerArgument?> others)
    {
        if (NameOf(method.ReturnType) is not (Task or ValueTask))
            return "it must return Task or ValueTask";
        if (method.IsGenericMethod || method.Parameters.Any(p => p.RefKind != RefKind.None))
            return "it must have no type parameters, and no parameters by reference";
        if (others.Contains(null))
            return "the entities come first; a StreamRecord, a CancellationToken, and for OnRemoved a RemovalReason may follow";
        if (others.Distinct().Count() != others.Count)
            return "it takes something twice";
        if (method.Name == "OnRecord")
            return entities.Count == 0 && others.Contains(HandlerArgument.Record) ? null : "it takes a StreamRecord, and no entity";
        if (entities.Count == 0)
            return "it takes no entity; " + (method.Name == "OnModified" ? "its first parameters are the entity before and after, or after alone" : "its first parameter is the entity");
        if (method.Name == "OnModified" ? entities.Count > 2 : entities.Count > 1)
            return method.Name == "OnModified" ? "it takes the entity before and after, or after alone" : "it takes one entity";
        return entities.Count == 2 && !SymbolEqualityComparer.Default.Equals(entities[0].Type, entities[1].Type)
            ? "the entity before and after must be of one type" : null;
    }

    private bool CheckEntity(IMethodSymbol method, INamedTypeSymbol? entity, ITypeSymbol found)
    {
        if (found.TypeKind == TypeKind.Error)
            return false;
        if (entity?.FindAttribute(KnownNames.Entity) is { } attribute && SymbolEqualityComparer.Default.Equals(attribute.AttributeClass!.TypeArguments[0], table))
            return true;
        diagnostics.ReportAndGenerate(Descriptors.NotAnEntity, method.FirstLocation(), type.Name, method.Name, found.Name, table.Name);
        return false;
    }

    private static IEnumerable<HandlerArgument> Images(string name, int entities) => name switch
    {
        "OnInserted" => [HandlerArgument.NewImage],
        "OnRemoved" => [HandlerArgument.OldImage],
        "OnModified" => entities == 2 ? [HandlerArgument.OldImage, HandlerArgument.NewImage] : [HandlerArgument.NewImage],
        _ => [],
    };

    private static HandlerArgument? HandlerArgumentOf(IParameterSymbol parameter, IMethodSymbol method) => NameOf(parameter.Type) switch
    {
        "Tessera.StreamRecord" => HandlerArgument.Record,
        "Tessera.RemovalReason" when method.Name == "OnRemoved" => HandlerArgument.Reason,
        CancellationToken => HandlerArgument.Cancellation,
        _ => null,
    };

    private string? FindTypeInfo(ITypeSymbol state) => type.GetMembers()
        .Where(m => m.IsStatic && (m is IPropertySymbol { Type: INamedTypeSymbol p } && IsTypeInfo(p, state) || m is IFieldSymbol { IsImplicitlyDeclared: false, Type: INamedTypeSymbol f } && IsTypeInfo(f, state)))
        .Select(m => m.Name)
        .OrderBy(n => n, StringComparer.Ordinal)
        .FirstOrDefault();

    private static bool IsTypeInfo(INamedTypeSymbol candidate, ITypeSymbol state) =>
        NameOf(candidate) == "System.Text.Json.Serialization.Metadata.JsonTypeInfo`1" && SymbolEqualityComparer.Default.Equals(candidate.TypeArguments[0], state);

    private static ITypeSymbol WithoutNull(ITypeSymbol symbol) =>
        symbol is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : symbol;

    private static string? NameOf(ITypeSymbol symbol) => (symbol as INamedTypeSymbol)?.OriginalDefinition.MetadataFullName();

    private HandlerMethodSpec? Report(IMethodSymbol method, string problem)
    {
        diagnostics.ReportAndGenerate(Descriptors.HandlerMethodWrong, method.FirstLocation(), type.Name, method.Name, problem);
        return null;
    }

    private WindowMethodSpec? ReportWindow(IMethodSymbol method, string problem)
    {
        Report(method, problem);
        return null;
    }
}
