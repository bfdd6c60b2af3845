using Tessera.Engine.Operations.Tables;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations;

/// <summary>DescribeLimits: the service's default quotas.</summary>
internal static class DescribeLimits
{
    private const int AccountUnits = 80_000;
    private const int TableUnits = 40_000;

    public static void Handle(RequestContext context, ResponseWriter response)
    {
        NoInput.Read(context.Body);
        response.StartObject();
        response.Member("AccountMaxReadCapacityUnits"u8, AccountUnits);
        response.Member("AccountMaxWriteCapacityUnits"u8, AccountUnits);
        response.Member("TableMaxReadCapacityUnits"u8, TableUnits);
        response.Member("TableMaxWriteCapacityUnits"u8, TableUnits);
        response.EndObject();
    }
}
