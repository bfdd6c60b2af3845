using Tessera.Infrastructure.Planning;
using Tessera.Infrastructure.Yaml;

namespace Tessera.Infrastructure.Templates;

/// <summary>Writes a template for CloudFormation itself, without a transform: roles, permissions and routes are spelled out.</summary>
internal static class CloudFormationTemplate
{
    public static string Write(InfrastructurePlan plan)
    {
        var template = new YamlMap
        {
            { "AWSTemplateFormatVersion", new YamlScalar("'2010-09-09'") },
            { "Description", $"{plan.Name}: functions, tables and alarms" },
            { "Parameters", plan.Functions.Any() ? Parameters() : null },
            { "Resources", Resources(plan) },
            { "Outputs", Outputs(plan) },
        };
        return YamlWriter.Write(TemplateHeader.Of(plan, "AWS CloudFormation (aws cloudformation deploy --capabilities CAPABILITY_IAM)"), template);
    }

    private static YamlMap Parameters() => new()
    {
        { "CodeBucket", new YamlMap { { "Type", "String" }, { "Description", "The bucket that holds the published program as a zip file" } } },
        { "CodeKey", new YamlMap { { "Type", "String" }, { "Description", "The key of that file" } } },
    };

    private static YamlMap Resources(InfrastructurePlan plan)
    {
        var resources = new YamlMap();
        if (plan.Http is { } http)
        {
            CloudFormationFunction.AddTo(resources, http, plan);
            CloudFormationApi.AddTo(resources, http, plan);
        }

        foreach (var function in plan.Streams)
        {
            CloudFormationFunction.AddTo(resources, function, plan);
            resources.Add(function.LogicalId + "Stream", CloudFormationFunction.Mapping(function));
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
            outputs.Add("Url", SamTemplate.Output("The address of the HTTP API", Intrinsic.GetAtt(CloudFormationApi.Api, "ApiEndpoint")));
        SamTemplate.AddSharedOutputs(outputs, plan);
        return outputs;
    }
}
