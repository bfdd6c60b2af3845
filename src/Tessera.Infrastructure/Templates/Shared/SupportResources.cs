using Tessera.Infrastructure.Planning;
using Tessera.Infrastructure.Yaml;

namespace Tessera.Infrastructure.Templates;

/// <summary>What stands around functions and tables: queues of failures, alarms, and the topic that alarms tell.</summary>
internal static class SupportResources
{
    public const string AlarmTopic = "AlarmTopic";

    private const long RetentionSecondsMax = 14 * 24 * 60 * 60;

    public static YamlMap Queue() => new()
    {
        { "Type", "AWS::SQS::Queue" },
        { "Properties", new YamlMap { { "MessageRetentionPeriod", RetentionSecondsMax }, { "SqsManagedSseEnabled", true } } },
    };

    public static YamlMap Topic() => new() { { "Type", "AWS::SNS::Topic" } };

    public static YamlMap Alarm(AlarmPlan alarm) => new()
    {
        { "Type", "AWS::CloudWatch::Alarm" },
        {
            "Properties", new YamlMap
            {
                { "AlarmDescription", alarm.Description },
                { "Namespace", alarm.Namespace },
                { "MetricName", alarm.Metric },
                { "Dimensions", new YamlList { Dimension(alarm) } },
                { "Statistic", alarm.Statistic },
                { "Period", AlarmPlan.PeriodSeconds },
                { "EvaluationPeriods", 1 },
                { "ComparisonOperator", "GreaterThanThreshold" },
                { "Threshold", alarm.Threshold },
                { "TreatMissingData", "notBreaching" },
                { "AlarmActions", new YamlList { Intrinsic.Ref(AlarmTopic) } },
            }
        },
    };

    private static YamlMap Dimension(AlarmPlan alarm) => new()
    {
        { "Name", alarm.Dimension },
        { "Value", alarm.Attribute is null ? Intrinsic.Ref(alarm.Resource) : Intrinsic.GetAtt(alarm.Resource, alarm.Attribute) },
    };

    /// <summary>The tables in the order in which they wait for each other.</summary>
    public static IEnumerable<(TablePlan Table, TablePlan? After)> InOrder(IReadOnlyList<TablePlan> tables)
    {
        TablePlan? last = null;
        foreach (var table in tables)
        {
            yield return (table, table.Model.Indexes.Count > 0 ? last : null);
            if (table.Model.Indexes.Count > 0)
                last = table;
        }
    }
}
