using Tessera.Infrastructure.Planning;
using Tessera.Infrastructure.Yaml;

namespace Tessera.Infrastructure.Templates;

/// <summary>Writes the template of the AWS Serverless Application Model.</summary>
internal static class SamTemplate
{
    public static string Write(InfrastructurePlan plan)
    {
        var template = new YamlMap
        {
            { "AWSTemplateFormatVersion", new YamlScalar("'2010-09-09'") },
            { "Transform", "AWS::Serverless-2016-10-31" },
            { "Description", $"{plan.Name}: functions, tables and alarms" },
            { "Globals", plan.Functions.Any() ? Globals(plan) : null },
            { "Resources", Resources(plan) },
            { "Outputs", Outputs(plan) },
        };
        return YamlWriter.Write(TemplateHeader.Of(plan, "the AWS Serverless Application Model (sam build, sam deploy)"), template);
    }

    private static YamlMap Globals(InfrastructurePlan plan) => new()
    {
        {
            "Function", new YamlMap
            {
                { "Runtime", plan.Runtime },
                { "Handler", plan.Handler },
                { "CodeUri", plan.Options.CodeUri },
                { "Architectures", new YamlList(IsInline: true) { plan.Options.Architecture } },
                { "MemorySize", plan.Options.MemoryMB },
                { "Tracing", "Active" },
            }
        },
    };

    private static YamlMap Resources(InfrastructurePlan plan)
    {
        var resources = new YamlMap();
        if (plan.Http is { } http)
            resources.Add(http.LogicalId, SamFunction.Http(http, plan));
        foreach (var function in plan.Streams)
        {
            resources.Add(function.LogicalId, SamFunction.Stream(function, plan));
            // SAM's own role for a stream's function may read every stream of the account.
            resources.Add(RoleResource.IdOf(function), RoleResource.Of(function));
            resources.Add(function.Stream!.QueueId, SupportResources.Queue());
        }

        foreach (var (table, after) in SupportResources.InOrder(plan.Tables))
            resources.Add(table.LogicalId, TableResource.Of(table, after));
        foreach (var alarm in AlarmPlan.All(plan))
            resources.Add(alarm.Id, SupportResources.Alarm(alarm));
        resources.Add(SupportResources.AlarmTopic, SupportResources.Topic(), ["Alarms go here. Subscribe an address or a channel to it."]);
        return resources;
    }

    private static YamlMap Outputs(InfrastructurePlan plan)
    {
        var outputs = new YamlMap();
        if (plan.Http is not null)
            outputs.Add("Url", Output("The address of the HTTP API", Intrinsic.Sub("https://${ServerlessHttpApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/")));
        AddSharedOutputs(outputs, plan);
        return outputs;
    }

    internal static void AddSharedOutputs(YamlMap outputs, InfrastructurePlan plan)
    {
        foreach (var table in plan.Tables)
            outputs.Add(table.LogicalId + "Name", Output($"The name of the table {table.Name}", Intrinsic.Ref(table.LogicalId)));
        foreach (var queue in plan.Streams.Select(function => function.Stream!.QueueId))
            outputs.Add(queue + "Url", Output("The queue of the batches that were given up", Intrinsic.Ref(queue)));
        outputs.Add("AlarmTopicArn", Output("The topic that alarms go to", Intrinsic.Ref(SupportResources.AlarmTopic)));
    }

    internal static YamlMap Output(string description, YamlNode value) => new() { { "Description", description }, { "Value", value } };
}
