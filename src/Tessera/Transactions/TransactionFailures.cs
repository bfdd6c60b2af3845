using Amazon.DynamoDBv2.Model;

namespace Tessera;

/// <summary>Turns the service's reasons, which only have positions, into failures of entities.</summary>
internal static class TransactionFailures
{
    private const string ConditionFailed = "ConditionalCheckFailed";

    public static TransactionFailedException Explain(IReadOnlyList<EntityWrite> writes, TransactionCanceledException exception)
    {
        var failures = new List<TransactionFailure>();
        var reasons = exception.CancellationReasons ?? [];
        for (var index = 0; index < Math.Min(reasons.Count, writes.Count); index++)
        {
            if (reasons[index] is { Code: not (null or "None") } reason)
                failures.Add(Explain(index, writes[index], reason, exception));
        }

        return new TransactionFailedException(
            $"The transaction was cancelled and nothing was written: {failures.Count} of {writes.Count} operations failed. {Describe(failures)}", failures, exception);
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

        return new TransactionFailedException(
            $"The transaction was cancelled and nothing was read: {failures.Count} of {reads.Count} reads failed. {Describe(failures)}", failures, exception);
    }

    // The service says the same of every failed condition; the write knows what it means, as when it runs alone.
    private static TransactionFailure Explain(int index, EntityWrite write, CancellationReason reason, TransactionCanceledException exception)
    {
        if (reason.Code != ConditionFailed)
            return new(index, write.Name, write.Entity, write.DescribeKey(), reason.Code, reason.Message, null);
        var meaning = write.Explain(reason.Item is { Count: > 0 } item ? item : null, exception);
        return new(index, write.Name, write.Entity, meaning.Key, reason.Code, meaning.Message, meaning.Stored);
    }

    // The meaning of a failed condition names the operation itself.
    private static string Describe(List<TransactionFailure> failures) => string.Join(" ", failures.Select(failure => failure.Code == ConditionFailed
        ? failure.Message
        : $"{failure.Operation} of {failure.Entity} ({failure.Key}): {(failure.Message is { Length: > 0 } message ? $"{failure.Code}, {message.TrimEnd('.')}" : failure.Code)}."));
}
