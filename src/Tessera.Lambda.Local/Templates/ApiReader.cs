namespace Tessera.Lambda.Local.Templates;

/// <summary>APIs and their routes: from the events of SAM functions, and from API Gateway resources.</summary>
internal sealed class ApiReader(TemplateScope scope, IReadOnlyList<ResourceNode> resources)
{
    private const int HttpTimeoutMilliseconds = 30_000;
    private const int RestTimeoutMilliseconds = 29_000;

    private readonly List<RouteDefinition> _routes = [];

    public IReadOnlyList<ApiDefinition> Read()
    {
        foreach (var function in resources.Where(resource => resource.Type == "AWS::Serverless::Function"))
        {
            foreach (var (name, source) in function.Entries("Events"))
                scope.Errors.Try(() => ReadEvent(function, source));
        }
        _routes.AddRange(new CloudFormationRoutes(scope, resources).Read());
        return [.. _routes.GroupBy(route => route.ApiId).Select(group => Api(group.Key, [.. group]))];
    }

    private void ReadEvent(ResourceNode function, TemplateNode source)
    {
        var type = source.Get("Type").Text();
        if (type is not ("HttpApi" or "Api"))
            return;
        var properties = source.Find("Properties");
        var place = source.Place.ToString();
        _routes.Add(type == "HttpApi" ? HttpRoute(function, properties, place) : RestRoute(function, source, properties, place));
    }

    private static RouteDefinition HttpRoute(ResourceNode function, TemplateNode? properties, string place)
    {
        var (path, method) = (properties?.Find("Path"), properties?.Find("Method"));
        if (path is null != method is null)
            properties!.Report("Path and Method go together. Write both, or neither for $default.");
        return new RouteDefinition(
            properties?.Find("ApiId")?.Text() ?? "ServerlessHttpApi",
            function.LogicalId,
            Method(method),
            path is null || path.Text() == "$default" ? null : CheckedPath(path),
            properties?.Find("PayloadFormatVersion")?.OneOf("1.0", "2.0") == "1.0",
            Timeout(properties, HttpTimeoutMilliseconds),
            place);
    }

    private static RouteDefinition RestRoute(ResourceNode function, TemplateNode source, TemplateNode? properties, string place)
    {
        properties = properties ?? throw source.Error("'Properties' is missing. Add Path and Method.");
        return new RouteDefinition(
            properties.Find("RestApiId")?.Text() ?? "ServerlessRestApi",
            function.LogicalId,
            Method(properties.Get("Method")),
            CheckedPath(properties.Get("Path")),
            PayloadVersion1: true,
            Timeout(properties, RestTimeoutMilliseconds),
            place);
    }

    private static string Method(TemplateNode? method)
    {
        if (method?.Text().ToUpperInvariant() is not { } text || text is "X-AMAZON-APIGATEWAY-ANY-METHOD" or "*")
            return "ANY";
        if (!RouteMethods.Contains(text))
            method.Report($"'{method.Text()}' is not a method of a route. {RouteMethods.Advice}");
        return text;
    }

    private static string CheckedPath(TemplateNode path)
    {
        if (!path.Text().StartsWith('/'))
            path.Report($"'{path.Text()}' does not start with '/'. Write '/{path.Text()}'.");
        return path.Text();
    }

    private static TimeSpan Timeout(TemplateNode? properties, int milliseconds) =>
        TimeSpan.FromMilliseconds(properties?.Find("TimeoutInMillis")?.Integer(50, 900_000) ?? milliseconds);

    private ApiDefinition Api(string id, IReadOnlyList<RouteDefinition> routes)
    {
        var resource = resources.FirstOrDefault(resource => resource.LogicalId == id);
        var isRest = resource is null ? id == "ServerlessRestApi" : resource.Type == "AWS::Serverless::Api";
        var globals = resource is null ? Globals(isRest ? "Api" : "HttpApi") : null;
        return new ApiDefinition
        {
            Id = id,
            Kind = isRest ? ApiKind.Rest : ApiKind.Http,
            Stage = Property("StageName")?.Text() ?? (isRest ? "Prod" : "$default"),
            Cors = isRest
                ? Property("Cors") is { } cors ? CorsReader.ReadRestApi(cors) : null
                : Property("CorsConfiguration") is { } configuration ? CorsReader.ReadHttpApi(configuration) : null,
            BinaryMediaTypes = Property("BinaryMediaTypes")?.Texts().Select(type => type.Replace("~1", "/", StringComparison.Ordinal)).ToList() ?? [],
            Routes = routes,
        };

        TemplateNode? Property(string name) => resource?.Find(name) ?? globals?.Find(name);
    }

    private TemplateNode? Globals(string section) =>
        TemplateScope.Child(scope.Section("Globals"), section) is { } written ? TemplateNode.Find(scope, written, $"Globals.{section}") : null;
}
