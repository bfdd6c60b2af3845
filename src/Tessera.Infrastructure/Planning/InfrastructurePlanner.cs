namespace Tessera.Infrastructure.Planning;

/// <summary>Decides what is deployed: a function for HTTP, one for each stream handler, and the tables.</summary>
internal static class InfrastructurePlanner
{
    public static InfrastructurePlan Plan(ApplicationModel application, ApplicationAccess access, InfrastructureOptions options)
    {
        options.Validate();
        var tables = application.Tables.Select(TableRules.Plan).ToList();
        var name = options.Name ?? application.AssemblyName;
        var plan = new InfrastructurePlan
        {
            Name = name,
            Application = application,
            Options = options,
            Tables = tables,
            Http = application.ServesHttp ? PlanHttp(name, application, access.Http, tables, options) : null,
            Streams = [.. application.StreamHandlers.Select(handler => PlanStream(handler, access, tables, options))],
        };
        CheckNames(plan);
        return plan;
    }

    private static void CheckNames(InfrastructurePlan plan)
    {
        var ids = plan.Functions.Select(function => function.LogicalId).Concat(plan.Tables.Select(table => table.LogicalId));
        if (ids.GroupBy(id => id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InfrastructureException($"Two resources of the template would be called '{twice.Key}'. Rename one of the stream handlers or tables.");
    }

    private static FunctionPlan PlanHttp(string name, ApplicationModel application, FunctionAccess access, List<TablePlan> tables, InfrastructureOptions options) => new()
    {
        LogicalId = "HttpFunction",
        Name = "http",
        Description = $"The HTTP API of {name}",
        TimeoutSeconds = options.HttpTimeoutSeconds,
        Routes = RoutePlanner.Plan(application, options.Routes),
        Access = PlanAccess(access, tables),
        Notes = access.Notes,
    };

    private static FunctionPlan PlanStream(
        ApplicationStreamHandler handler, ApplicationAccess access, List<TablePlan> tables, InfrastructureOptions options)
    {
        var table = tables.Find(candidate => candidate.Model.Name == handler.Table)
            ?? throw new InfrastructureException($"The stream handler '{handler.Name}' handles the table '{handler.Table}', which the program does not add. Call AddTessera for it.");
        if (!table.HasStream)
            throw new InfrastructureException($"The stream handler '{handler.Name}' needs a stream of the table '{handler.Table}'. Write [Table(…, Stream = StreamView.NewAndOldImages)].");
        var own = access.StreamHandlers.GetValueOrDefault(handler.Name, FunctionAccess.None);
        var id = LogicalIds.Of(handler.Name);
        return new FunctionPlan
        {
            LogicalId = id + "Function",
            Name = LogicalIds.Dashed(handler.Name),
            Description = $"{handler.Name}, which handles the stream of the table {handler.Table}",
            TimeoutSeconds = options.StreamTimeoutSeconds,
            Stream = new StreamPlan(table, handler, id + "Failures"),
            Access = PlanAccess(own, tables),
            Notes = own.Notes,
        };
    }

    private static List<AccessPlan> PlanAccess(FunctionAccess access, List<TablePlan> tables) =>
    [
        .. from table in tables
           from use in access.Tables
           where use.Table == table.Model.Name
           select new AccessPlan(table, use.Index, use.Actions),
    ];
}
