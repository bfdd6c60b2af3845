using Amazon.DynamoDBv2.Model;

namespace Tessera;

/// <summary>Turns the service's reasons, which only have positions, into failures of entities.</summary>
internal static class TransactionFailures
{
    public static TransactionFailedException Explain(IReadOnlyList<EntityWrite> writes, TransactionCanceledException exception)
    {
        var failures = new List<TransactionFailure>();
        var reasons = exception.CancellationReasons ?? [];
        for (var index = 0; index < Math.Min(reasons.Count, writes.Count); index++)
        {
            var reason = reasons[index];
            if (reason.Code is null or "None")
                continue;
            var write = writes[index];
            var stored = write.ReadStored(reason.Item is { Count: > 0 } item ? item : null);
            failures.Add(new TransactionFailure(index, write.Name, write.Entity, write.DescribeKey(), reason.Code, reason.Message, stored));
        }

        return new TransactionFailedException(Describe(failures, writes.Count), failures, exception);
    }

    public static TransactionFailedException ExplainReads(IReadOnlyList<(string Entity, string Key)> reads, TransactionCanceledException exception)
    {
        var failures = new List<TransactionFailure>();
        var reasons = exception.CancellationReasons ?? [];
        for (var index = 0; index < Math.Min(reasons.Count, reads.Count); index++)
        {
            if (reasons[index] is { Code: not (null or "None") } reason)
                failures.Add(new TransactionFailure(index, "Get", reads[index].Entity, reads[index].Key, reason.Code, reason.Message, null));
        }

        return new TransactionFailedException(Describe(failures, reads.Count), failures, exception);
    }

    private static string Describe(List<TransactionFailure> failures, int count)
    {
        var each = failures.Select(failure => $"{failure.Operation} of {failure.Entity} ({failure.Key}): {failure.Code}, {failure.Message}");
        return $"The transaction was cancelled and nothing was written: {failures.Count} of {count} operations failed. {string.Join("; ", each)}";
    }
}
