using Tessera.Infrastructure.Planning;
using Tessera.Infrastructure.Yaml;

namespace Tessera.Infrastructure.Templates;

/// <summary>The settings of an event-source mapping, which SAM's event and CloudFormation's resource name alike.</summary>
internal static class MappingProperties
{
    public static void AddTo(YamlMap properties, StreamPlan stream)
    {
        var handler = stream.Handler;
        properties.Add("StartingPosition", handler.FromTrimHorizon ? "TRIM_HORIZON" : "LATEST");
        properties.Add("BatchSize", handler.BatchSize);
        properties.Add("MaximumBatchingWindowInSeconds", Unless(0, handler.MaximumBatchingWindowSeconds));
        properties.Add("ParallelizationFactor", Unless(1, handler.ParallelizationFactor));
        properties.Add("TumblingWindowInSeconds", Unless(0, handler.TumblingWindowSeconds));
        properties.Add("BisectBatchOnFunctionError", handler.BisectBatchOnFunctionError ? true : null);
        properties.Add("MaximumRetryAttempts", Unless(-1, handler.MaximumRetryAttempts));
        properties.Add("MaximumRecordAgeInSeconds", Unless(-1, handler.MaximumRecordAgeSeconds));
        properties.Add("FunctionResponseTypes", handler.ReportBatchItemFailures ? new YamlList { "ReportBatchItemFailures" } : null);
        if (handler.FilterPatterns.Count > 0)
            properties.Add("FilterCriteria", new YamlMap { { "Filters", YamlList.Of(handler.FilterPatterns.Select(Filter)) } });
        properties.Add("DestinationConfig", new YamlMap { { "OnFailure", new YamlMap { { "Destination", Intrinsic.GetAtt(stream.QueueId, "Arn") } } } });
    }

    private static YamlNode? Unless(long usual, long value) => value == usual ? null : value;

    private static YamlNode Filter(string pattern) => new YamlMap { { "Pattern", pattern } };
}
