using Tessera.Infrastructure.Hcl;
using Tessera.Infrastructure.Planning;

namespace Tessera.Infrastructure.Templates;

/// <summary>The HTTP API in front of a function.</summary>
internal static class TerraformApi
{
    public const string Api = "aws_apigatewayv2_api.http";

    public static IEnumerable<HclBlock> Blocks(FunctionPlan function)
    {
        var address = TerraformFunction.Address(function);
        yield return new HclBlock("resource", "aws_apigatewayv2_api", "http")
        {
            { "name", HclValue.Expression("var.name") },
            { "protocol_type", "HTTP" },
        };
        yield return new HclBlock("resource", "aws_apigatewayv2_integration", "http")
        {
            { "api_id", HclValue.Expression(Api + ".id") },
            { "integration_type", "AWS_PROXY" },
            { "integration_uri", HclValue.Expression(address + ".invoke_arn") },
            { "payload_format_version", "2.0" },
        };
        foreach (var route in function.Routes)
        {
            yield return new HclBlock("resource", "aws_apigatewayv2_route", LogicalIds.Underscored(route.Id))
            {
                { "api_id", HclValue.Expression(Api + ".id") },
                { "route_key", route.Key },
                { "target", HclValue.Template("integrations/${aws_apigatewayv2_integration.http.id}") },
            };
        }

        yield return new HclBlock("resource", "aws_apigatewayv2_stage", "http")
        {
            { "api_id", HclValue.Expression(Api + ".id") },
            { "name", "$default" },
            { "auto_deploy", true },
        };
        yield return new HclBlock("resource", "aws_lambda_permission", "http")
        {
            { "action", "lambda:InvokeFunction" },
            { "function_name", HclValue.Expression(address + ".function_name") },
            { "principal", "apigateway.amazonaws.com" },
            { "source_arn", HclValue.Template($"${{{Api}.execution_arn}}/*") },
        };
    }
}
