using System.Text;

namespace Tessera.Lambda.Local;

/// <summary>Queues and topics are not on this machine: what would be sent to one is shown.</summary>
internal sealed class LoggedDestination(string function, string destination, LocalCloudLog log) : IFailureDestination
{
    public Task SendAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken)
    {
        log.Failed(function, $"Records are given up. {destination} would get: {Encoding.UTF8.GetString(record.Span)}");
        return Task.CompletedTask;
    }
}
