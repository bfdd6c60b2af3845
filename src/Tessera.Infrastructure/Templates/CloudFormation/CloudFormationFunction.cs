using Tessera.Infrastructure.Planning;
using Tessera.Infrastructure.Yaml;

namespace Tessera.Infrastructure.Templates;

/// <summary>A function with its role and its log, and the mapping that reads a stream for it.</summary>
internal static class CloudFormationFunction
{
    private const int LogRetentionDays = 30;

    public static void AddTo(YamlMap resources, FunctionPlan function, InfrastructurePlan plan)
    {
        resources.Add(function.LogicalId, Function(function, plan));
        resources.Add(RoleResource.IdOf(function), RoleResource.Of(function));
        resources.Add(LogOf(function), Log());
    }

    public static YamlMap Mapping(FunctionPlan function)
    {
        var stream = function.Stream!;
        var properties = new YamlMap
        {
            { "FunctionName", Intrinsic.Ref(function.LogicalId) },
            { "EventSourceArn", Intrinsic.GetAtt(stream.Table.LogicalId, "StreamArn") },
        };
        MappingProperties.AddTo(properties, stream);
        return new YamlMap { { "Type", "AWS::Lambda::EventSourceMapping" }, { "Properties", properties } };
    }

    private static YamlMap Function(FunctionPlan function, InfrastructurePlan plan)
    {
        var variables = function.Stream is { } stream ? new YamlMap { { "Variables", new YamlMap { { "TESSERA_HANDLER", stream.Handler.Name } } } } : null;
        return new YamlMap
        {
            { "Type", "AWS::Lambda::Function" },
            {
                "Properties", new YamlMap
                {
                    { "Description", function.Description },
                    { "Runtime", plan.Runtime },
                    { "Handler", plan.Handler },
                    { "Code", new YamlMap { { "S3Bucket", Intrinsic.Ref("CodeBucket") }, { "S3Key", Intrinsic.Ref("CodeKey") } } },
                    { "Architectures", new YamlList(IsInline: true) { plan.Options.Architecture } },
                    { "MemorySize", plan.Options.MemoryMB },
                    { "Timeout", function.TimeoutSeconds },
                    { "Role", Intrinsic.GetAtt(RoleResource.IdOf(function), "Arn") },
                    { "Environment", variables },
                    { "TracingConfig", new YamlMap { { "Mode", "Active" } } },
                    { "LoggingConfig", new YamlMap { { "LogGroup", Intrinsic.Ref(LogOf(function)) } } },
                }
            },
        };
    }

    private static string LogOf(FunctionPlan function) => function.LogicalId + "Log";

    /// <summary>Made before the function, which would make one of its own, that is kept for ever, when it is invoked first.</summary>
    private static YamlMap Log() => new()
    {
        { "Type", "AWS::Logs::LogGroup" },
        { "Properties", new YamlMap { { "RetentionInDays", LogRetentionDays } } },
    };
}
