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
        if (Options.Capacity is not null)
            request.Property("ReturnConsumedCapacity"u8, "TOTAL");
        request.Raw("}"u8);
    }

    internal async ValueTask<TransportResponse> SendAsync(TransportOperation operation, ItemWriter body, CancellationToken cancellationToken)
    {
        using var request = new TransportRequest(operation, TableName, body.Length);
        body.Written.CopyTo(request.GetSpan(body.Length));
        request.Advance(body.Length);
        return await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    internal void Report(TransportOperation operation, double units) => Options.Capacity?.Add(operation, units);
}
