using System.Text;
using Microsoft.Extensions.Logging;
using Tessera.Lambda;

namespace Tessera.Hosting;

/// <summary>The on-failure destination of an application that has registered none: its log.</summary>
internal sealed class LogDestination(ILogger log, string handler) : IFailureDestination
{
    public Task SendAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken)
    {
        StreamLog.BatchGivenUp(log, handler, Encoding.UTF8.GetString(record.Span));
        return Task.CompletedTask;
    }
}
