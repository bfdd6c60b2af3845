using System.Globalization;
using Microsoft.Extensions.Logging;
using Tessera.Lambda;

namespace Tessera.Hosting;

/// <summary>Says in the log what a mapping in this process does after failures: when it tries records again, and which it gives up. Thread-safe.</summary>
internal sealed class FailureLog(ILogger log, string handler, RecordText text, bool hasDestination, TimeProvider time)
{
    private const string NoDestination =
        "Nothing has them any more. Let StreamHandlerOptions.Processing.OnFailure take such records, or add an IFailureDestination, which is told their sequence numbers, to the services.";

    public void Write(EventSourceMappingFailure failure)
    {
        if (failure.RetryIn is { } delay)
            WriteRetry(failure, delay);
        else
            StreamLog.GaveUp(
                log, handler, text.Of(failure.Records, RecordText.NamedMax), failure.Attempts, failure.Condition!,
                hasDestination ? "The application's IFailureDestination is told their sequence numbers." : NoDestination);
    }

    private void WriteRetry(EventSourceMappingFailure failure, TimeSpan delay)
    {
        var at = (time.GetLocalNow() + delay).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var attempt = failure.AttemptsLeft is { } left ? $"{failure.Attempts + 1} of {failure.Attempts + left}" : $"{failure.Attempts + 1}";
        StreamLog.TriesAgain(log, handler, text.Of(failure.Records, namedMax: 1), delay.TotalSeconds, at, attempt);
    }
}
