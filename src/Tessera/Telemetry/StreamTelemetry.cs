using System.Diagnostics;
using System.Diagnostics.Metrics;
using Tessera.Transport;

namespace Tessera;

/// <summary>The metrics of stream batches. Thread-safe; where nobody listens, a batch costs one read more.</summary>
internal static class StreamTelemetry
{
    private static readonly Histogram<int> _batchSize =
        RequestTelemetry.Meter.CreateHistogram<int>("tessera.stream.batch.size", "{record}", "How many records a batch of a stream had.");

    private static readonly Histogram<double> _iteratorAge = RequestTelemetry.Meter.CreateHistogram<double>(
        "tessera.stream.iterator_age", "s", "How old the last record of a batch was when the batch had been handled.");

    private static readonly Counter<long> _failures =
        RequestTelemetry.Meter.CreateCounter<long>("tessera.stream.failures", "{record}", "Records that a batch reported as failed.");

    /// <summary>Measures a batch that has been handled.</summary>
    public static void AddBatch(IReadOnlyList<StreamRecord> records, int failures, DateTimeOffset now)
    {
        if (records.Count == 0 || !(_batchSize.Enabled || _iteratorAge.Enabled || _failures.Enabled))
            return;
        var tags = new TagList { { "db.collection.name", records[0].TableName } };
        _batchSize.Record(records.Count, tags);
        _iteratorAge.Record(Math.Max(0, (now - records[^1].CreatedAt).TotalSeconds), tags);
        if (failures > 0)
            _failures.Add(failures, tags);
    }
}
