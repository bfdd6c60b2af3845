using Tessera.Infrastructure.Planning;
using Tessera.Infrastructure.Yaml;

namespace Tessera.Infrastructure.Templates;

/// <summary>A function as an <c>AWS::Serverless::Function</c>.</summary>
internal static class SamFunction
{
    public static YamlMap Http(FunctionPlan function, InfrastructurePlan plan)
    {
        var statements = PolicyStatements.Of(function);
        var properties = new YamlMap
        {
            { "Description", function.Description },
            { "Timeout", function.TimeoutSeconds },
            { "Policies", statements.Count == 0 ? null : new YamlList { PolicyStatements.Document(statements) }, function.Notes },
            { "Events", Routes(function) },
        };
        return Function(properties, plan);
    }

    public static YamlMap Stream(FunctionPlan function, InfrastructurePlan plan)
    {
        var stream = function.Stream!;
        var mapping = new YamlMap { { "Stream", Intrinsic.GetAtt(stream.Table.LogicalId, "StreamArn") } };
        MappingProperties.AddTo(mapping, stream);
        var properties = new YamlMap
        {
            { "Description", function.Description },
            { "Timeout", function.TimeoutSeconds },
            { "Role", Intrinsic.GetAtt(RoleResource.IdOf(function), "Arn") },
            { "Environment", new YamlMap { { "Variables", new YamlMap { { "TESSERA_HANDLER", stream.Handler.Name } } } } },
            { "Events", new YamlMap { { "Stream", new YamlMap { { "Type", "DynamoDB" }, { "Properties", mapping } } } } },
        };
        return Function(properties, plan);
    }

    private static YamlMap Function(YamlMap properties, InfrastructurePlan plan) => new()
    {
        { "Type", "AWS::Serverless::Function" },
        // The only value with which `sam build` compiles a .NET project for a custom runtime.
        { "Metadata", plan.IsCustomRuntime ? new YamlMap { { "BuildMethod", "dotnet7" } } : null },
        { "Properties", properties },
    };

    private static YamlMap Routes(FunctionPlan function)
    {
        var events = new YamlMap();
        foreach (var route in function.Routes)
        {
            var properties = route.Path is null ? null : new YamlMap { { "Method", route.Method! }, { "Path", route.Path } };
            IReadOnlyList<string> comments = route.Path is null && function.Routes.Count > 1 ? ["Everything else: the program's files, and its own answer to unknown paths."] : [];
            events.Add(route.Id, new YamlMap { { "Type", "HttpApi" }, { "Properties", properties } }, comments);
        }

        return events;
    }
}
