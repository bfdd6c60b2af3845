using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

// What all request bodies have in common.
public abstract partial class TableContext
{
    internal void BeginRequest(ItemWriter request)
    {
        request.Raw("{"u8);
        request.Name("TableName"u8);
        request.Quoted(TableName.AsSpan());
    }

    internal void EndRequest(ItemWriter request)
    {
        if (Options.Capacity is not null || RequestTelemetry.WantsCapacity)
            request.Property("ReturnConsumedCapacity"u8, "TOTAL");
        request.Raw("}"u8);
    }

    /// <summary>Sends a request; a batch or transaction says how many items it has.</summary>
    internal async ValueTask<TransportResponse> SendAsync(TransportOperation operation, ItemWriter body, CancellationToken cancellationToken, int batchSize = 0)
    {
        using var request = new TransportRequest(operation, TableName, body.Length);
        body.Written.CopyTo(request.GetSpan(body.Length));
        request.Advance(body.Length);
        var sending = RequestTelemetry.IsObserved
            ? RequestTelemetry.SendAsync(_transport, request, batchSize, cancellationToken)
            : _transport.SendAsync(request, cancellationToken);
        return await sending.ConfigureAwait(false);
    }

    internal void Report(TransportOperation operation, double units)
    {
        Options.Capacity?.Add(operation, units);
        if (RequestTelemetry.WantsCapacity)
            RequestTelemetry.AddCapacity(operation, TableName, units);
    }
}
