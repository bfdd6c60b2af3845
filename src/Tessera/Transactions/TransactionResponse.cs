using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

internal static class TransactionResponse
{
    public static double ReadUnits(TransportResponse response)
    {
        var reader = new ItemReader(response.Body.Span);
        var units = 0.0;
        while (reader.NextAttribute(out var name))
        {
            if (name.SequenceEqual("ConsumedCapacity"u8))
                units = reader.ReadCapacityUnits();
            else
                reader.Skip();
        }

        return units;
    }
}
