using YamlDotNet.RepresentationModel;

namespace Tessera.Lambda.Local.Templates;

/// <summary>
/// What <c>Ref</c> and <c>GetAtt</c> give for resources. Those that this machine has no counterpart of (roles, queues, topics) get a name and an ARN too: a
/// function may have them in its environment without using them in a local run.
/// </summary>
internal static class ResourceAttributes
{
    public static string? Find(TemplateScope scope, string logicalId, string attribute)
    {
        if (TemplateScope.Child(scope.Resources, logicalId) is not { } resource)
            return FindGenerated(scope, logicalId, attribute);
        var type = Type(resource);
        if (attribute.Length > 0 && Known(type) is { } known && !known.Contains(attribute))
            return null;
        var name = PhysicalName(scope, logicalId, type, resource);
        return attribute switch
        {
            "" => Reference(scope, type, name),
            "Arn" or "TopicArn" or "QueueArn" => Arn(scope, type, name),
            "StreamArn" when type is "AWS::DynamoDB::Table" or "AWS::Serverless::SimpleTable" => null, // Known when the table is there.
            _ => $"{name}.{attribute}",
        };
    }

    /// <summary>What <c>GetAtt</c> may ask of a resource; null for resources that this machine does not have, and for those that are not there.</summary>
    public static IReadOnlyList<string>? FindKnown(TemplateScope scope, string logicalId) =>
        TemplateScope.Child(scope.Resources, logicalId) is { } resource ? Known(Type(resource)) : null;

    public static string FunctionArn(TemplateScope scope, string functionName) => FunctionArn(scope.Region, functionName);

    public static string FunctionArn(string region, string functionName) =>
        $"arn:aws:lambda:{region}:{TemplateScope.AccountId}:function:{functionName}";

    private static string Type(YamlNode resource) => (TemplateScope.Child(resource, "Type") as YamlScalarNode)?.Value ?? "";

    /// <summary>The service's attributes of the resources that run here; null for other types, of which anything may be asked.</summary>
    private static string[]? Known(string type) => type switch
    {
        "AWS::Serverless::Function" or "AWS::Lambda::Function" =>
            ["Arn", "SnapStartResponse", "SnapStartResponse.ApplyOn", "SnapStartResponse.OptimizationStatus"],
        "AWS::DynamoDB::Table" or "AWS::Serverless::SimpleTable" => ["Arn", "StreamArn"],
        "AWS::Serverless::HttpApi" or "AWS::ApiGatewayV2::Api" => ["ApiEndpoint", "ApiId", "ExecuteApiArn"],
        "AWS::Serverless::Api" => ["RestApiId", "RootResourceId"],
        "AWS::ApiGatewayV2::Integration" => ["IntegrationId"],
        "AWS::ApiGatewayV2::Route" => ["RouteId"],
        "AWS::Lambda::Url" => ["FunctionArn", "FunctionUrl"],
        "AWS::Lambda::EventSourceMapping" => ["EventSourceMappingArn", "Id"],
        _ => null,
    };

    /// <summary>What SAM adds to a template by itself: a function's role, the APIs that functions share.</summary>
    private static string? FindGenerated(TemplateScope scope, string logicalId, string attribute)
    {
        if (logicalId is "ServerlessHttpApi" or "ServerlessRestApi")
            return logicalId;
        if (!logicalId.EndsWith("Role", StringComparison.Ordinal) || !scope.HasResource(logicalId[..^4]))
            return null;
        return attribute == "Arn" ? $"arn:aws:iam::{TemplateScope.AccountId}:role/{logicalId}" : logicalId;
    }

    private static string PhysicalName(TemplateScope scope, string logicalId, string type, YamlNode resource)
    {
        var property = type switch
        {
            "AWS::DynamoDB::Table" or "AWS::Serverless::SimpleTable" => "TableName",
            "AWS::Serverless::Function" or "AWS::Lambda::Function" => "FunctionName",
            "AWS::SQS::Queue" => "QueueName",
            "AWS::SNS::Topic" => "TopicName",
            "AWS::IAM::Role" => "RoleName",
            _ => null,
        };
        if (property is null || TemplateScope.Child(TemplateScope.Child(resource, "Properties"), property) is not { } written)
            return logicalId;
        return TemplateNode.Find(scope, written, $"Resources.{logicalId}.Properties.{property}")?.Text() is { Length: > 0 } name ? name : logicalId;
    }

    private static string Reference(TemplateScope scope, string type, string name) => type switch
    {
        "AWS::SNS::Topic" => Arn(scope, type, name),
        "AWS::SQS::Queue" => $"https://sqs.{scope.Region}.amazonaws.com/{TemplateScope.AccountId}/{name}",
        _ => name,
    };

    private static string Arn(TemplateScope scope, string type, string name) => type switch
    {
        "AWS::DynamoDB::Table" or "AWS::Serverless::SimpleTable" => $"arn:aws:dynamodb:{scope.Region}:{TemplateScope.AccountId}:table/{name}",
        "AWS::Serverless::Function" or "AWS::Lambda::Function" => FunctionArn(scope, name),
        "AWS::IAM::Role" => $"arn:aws:iam::{TemplateScope.AccountId}:role/{name}",
        _ => $"arn:aws:{Service(type)}:{scope.Region}:{TemplateScope.AccountId}:{name}",
    };

    private static string Service(string type) => type.Split("::") is [_, var service, ..] ? service.ToLowerInvariant() : "local";
}
