using Tessera.Infrastructure.Hcl;
using Tessera.Infrastructure.Planning;

namespace Tessera.Infrastructure.Templates;

/// <summary>The alarms, and the topic that they tell.</summary>
internal static class TerraformAlarms
{
    public const string Topic = "aws_sns_topic.alarms";

    public static IEnumerable<HclBlock> Blocks(InfrastructurePlan plan)
    {
        foreach (var alarm in AlarmPlan.All(plan))
            yield return Alarm(alarm, plan);
        yield return new HclBlock("resource", "aws_sns_topic", "alarms")
        {
            Comments = ["Alarms go here. Subscribe an address or a channel to it."],
        }.Named(plan);
    }

    private static HclBlock Alarm(AlarmPlan alarm, InfrastructurePlan plan) => new("resource", "aws_cloudwatch_metric_alarm", LogicalIds.Underscored(alarm.Id))
    {
        { "alarm_name", Name(plan, LogicalIds.Dashed(alarm.Id)) },
        { "alarm_description", alarm.Description },
        { "namespace", alarm.Namespace },
        { "metric_name", alarm.Metric },
        { "dimensions", HclValue.Expression($"{{ {alarm.Dimension} = {Dimension(alarm, plan)} }}") },
        { "statistic", alarm.Statistic },
        { "period", AlarmPlan.PeriodSeconds },
        { "evaluation_periods", 1 },
        { "comparison_operator", "GreaterThanThreshold" },
        { "threshold", alarm.Threshold },
        { "treat_missing_data", "notBreaching" },
        { "alarm_actions", HclValue.List([HclValue.Expression(Topic + ".arn")]) },
    };

    private static string Dimension(AlarmPlan alarm, InfrastructurePlan plan)
    {
        if (plan.Tables.FirstOrDefault(table => table.LogicalId == alarm.Resource) is { } table)
            return TerraformTable.Address(table) + ".name";
        return plan.Functions.FirstOrDefault(function => function.LogicalId == alarm.Resource) is { } function
            ? TerraformFunction.Address(function) + ".function_name"
            : $"aws_sqs_queue.{LogicalIds.Underscored(alarm.Resource)}.name";
    }

    private static HclBlock Named(this HclBlock topic, InfrastructurePlan plan)
    {
        topic.Add("name", Name(plan, "alarms"));
        return topic;
    }

    /// <summary>Programs without functions have no variable for the beginning of names.</summary>
    private static HclValue Name(InfrastructurePlan plan, string name) =>
        plan.Functions.Any() ? HclValue.Template($"${{var.name}}-{name}") : $"{plan.Prefix}-{name}";
}
