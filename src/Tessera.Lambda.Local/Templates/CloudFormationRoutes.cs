namespace Tessera.Lambda.Local.Templates;

/// <summary>Routes of plain CloudFormation: <c>AWS::ApiGatewayV2</c> APIs, integrations and routes, and APIs with a quick-create target.</summary>
internal sealed class CloudFormationRoutes(TemplateScope scope, IReadOnlyList<ResourceNode> resources)
{
    public IEnumerable<RouteDefinition> Read() => resources.Select(resource => scope.Errors.Try(() => Find(resource))).OfType<RouteDefinition>();

    private RouteDefinition? Find(ResourceNode resource) => resource.Type switch
    {
        "AWS::ApiGatewayV2::Api" when resource.Find("Target") is { } target =>
            Route(resource, resource.Find("RouteKey")?.Text() ?? "$default", resource.LogicalId, Function(target), version1: false),
        "AWS::ApiGatewayV2::Route" => Route(resource, Integration(resource.Get("Target"))),
        _ => null,
    };

    private RouteDefinition Route(ResourceNode route, ResourceNode integration) => Route(
        route,
        route.Get("RouteKey").Text(),
        route.Get("ApiId").Text(),
        Function(integration.Get("IntegrationUri")),
        integration.Find("PayloadFormatVersion")?.OneOf("1.0", "2.0") == "1.0");

    private static RouteDefinition Route(ResourceNode resource, string key, string apiId, string function, bool version1)
    {
        var parts = key.Split(' ', 2);
        if (key != "$default" && (parts.Length != 2 || !parts[1].StartsWith('/')))
            throw resource.Get("RouteKey").Error($"'{key}' is not a route key. Write a method and a path, such as GET /users/{{id}}, or $default.");
        var path = key == "$default" ? null : parts[1];
        if (path is not null && !RouteMethods.Contains(parts[0]))
            resource.Get("RouteKey").Report($"'{parts[0]}' is not a method of a route. {RouteMethods.Advice}");
        return new RouteDefinition(apiId, function, path is null ? "ANY" : parts[0], path, version1, TimeSpan.FromSeconds(30), resource.Place.ToString());
    }

    private ResourceNode Integration(TemplateNode target)
    {
        var id = target.Text().Split('/')[^1];
        return resources.FirstOrDefault(resource => resource.LogicalId == id && resource.Type == "AWS::ApiGatewayV2::Integration")
            ?? throw target.Error($"There is no integration '{id}'. Write Target: !Sub integrations/${{Integration}}.");
    }

    /// <summary>The logical id of the function that an ARN names: its own, or the one with which API Gateway calls it.</summary>
    private string Function(TemplateNode arn) => FunctionName.FindLogicalId(scope, resources, arn.Text())
        ?? throw arn.Error($"'{arn.Text()}' names no function of this template. Write !GetAtt Function.Arn.");
}
