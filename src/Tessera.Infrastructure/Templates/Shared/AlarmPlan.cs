using Tessera.Infrastructure.Planning;

namespace Tessera.Infrastructure.Templates;

/// <summary>An alarm: one metric above a threshold in a period of five minutes.</summary>
internal sealed record AlarmPlan(
    string Id, string Description, string Namespace, string Metric, string Statistic, long Threshold, string Dimension, string Resource, string? Attribute)
{
    public const int PeriodSeconds = 300;

    /// <summary>How late a stream handler may be: a day later the records are gone.</summary>
    private const long IteratorAgeMillisecondsMax = 15 * 60 * 1000;

    public static IReadOnlyList<AlarmPlan> All(InfrastructurePlan plan) =>
        [.. plan.Functions.SelectMany(OfFunction), .. plan.Tables.SelectMany(OfTable)];

    private static IEnumerable<AlarmPlan> OfFunction(FunctionPlan function)
    {
        var id = function.LogicalId;
        yield return Lambda(id + "Errors", $"Invocations of {id} fail.", "Errors", "Sum", 0);
        yield return Lambda(id + "Throttles", $"Invocations of {id} are throttled.", "Throttles", "Sum", 0);
        if (function.Stream is not { } stream)
            yield break;
        yield return Lambda(id + "IteratorAge", $"{id} is more than 15 minutes behind its stream.", "IteratorAge", "Maximum", IteratorAgeMillisecondsMax);
        yield return new(
            stream.QueueId + "Waiting", $"Records that {id} gave up on wait in {stream.QueueId}.",
            "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", 0, "QueueName", stream.QueueId, "QueueName");

        AlarmPlan Lambda(string alarm, string description, string metric, string statistic, long threshold) =>
            new(alarm, description, "AWS/Lambda", metric, statistic, threshold, "FunctionName", id, null);
    }

    private static IEnumerable<AlarmPlan> OfTable(TablePlan table)
    {
        yield return Throttles("Read");
        yield return Throttles("Write");

        AlarmPlan Throttles(string kind) => new(
            $"{table.LogicalId}{kind}Throttles", $"{kind}s of the table {table.Name} are throttled.",
            "AWS/DynamoDB", kind + "ThrottleEvents", "Sum", 0, "TableName", table.LogicalId, null);
    }
}
