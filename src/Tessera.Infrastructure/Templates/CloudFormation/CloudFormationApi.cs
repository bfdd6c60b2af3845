using Tessera.Infrastructure.Planning;
using Tessera.Infrastructure.Yaml;

namespace Tessera.Infrastructure.Templates;

/// <summary>The HTTP API in front of a function: one integration, its routes, and the permission to invoke the function.</summary>
internal static class CloudFormationApi
{
    public const string Api = "HttpApi";
    private const string Integration = "HttpApiIntegration";

    public static void AddTo(YamlMap resources, FunctionPlan function, InfrastructurePlan plan)
    {
        resources.Add(Api, Resource("AWS::ApiGatewayV2::Api", new YamlMap { { "Name", plan.Name }, { "ProtocolType", "HTTP" } }));
        resources.Add(Integration, Resource("AWS::ApiGatewayV2::Integration", new YamlMap
        {
            { "ApiId", Intrinsic.Ref(Api) },
            { "IntegrationType", "AWS_PROXY" },
            { "IntegrationUri", Intrinsic.GetAtt(function.LogicalId, "Arn") },
            { "PayloadFormatVersion", "2.0" },
        }));
        foreach (var route in function.Routes)
            resources.Add(route.Id + "Route", Resource("AWS::ApiGatewayV2::Route", Route(route)));
        resources.Add(Api + "Stage", Resource("AWS::ApiGatewayV2::Stage", new YamlMap { { "ApiId", Intrinsic.Ref(Api) }, { "StageName", "$default" }, { "AutoDeploy", true } }));
        resources.Add(Api + "Permission", Resource("AWS::Lambda::Permission", new YamlMap
        {
            { "FunctionName", Intrinsic.Ref(function.LogicalId) },
            { "Action", "lambda:InvokeFunction" },
            { "Principal", "apigateway.amazonaws.com" },
            { "SourceArn", Intrinsic.Sub($"arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{{Api}}}/*") },
        }));
    }

    private static YamlMap Route(RoutePlan route) => new()
    {
        { "ApiId", Intrinsic.Ref(Api) },
        { "RouteKey", route.Key },
        { "Target", Intrinsic.Sub($"integrations/${{{Integration}}}") },
    };

    private static YamlMap Resource(string type, YamlMap properties) => new() { { "Type", type }, { "Properties", properties } };
}
