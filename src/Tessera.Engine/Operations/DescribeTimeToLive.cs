using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Operations.Tables;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations;

/// <summary>DescribeTimeToLive: the status, and the attribute while it is not DISABLED.</summary>
internal static class DescribeTimeToLive
{
    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var name = TableNameInput.Read(context.Body);
        var table = context.Catalog.GetTable(context.Region, name);
        var passing = table.Status switch { ResourceStatus.Creating => "CREATING", ResourceStatus.Deleting => "DELETING", _ => null };
        if (passing is not null)
            throw ServiceException.Validation($"Cannot describe time to live while table is in {passing} state: Current table state is {passing}");
        response.StartObject();
        response.Name("TimeToLiveDescription"u8);
        response.StartObject();
        response.Member("TimeToLiveStatus"u8, NameOf(table.TimeToLive?.Status ?? TimeToLiveStatus.Disabled));
        if (table.TimeToLive is { Status: not TimeToLiveStatus.Disabled } timeToLive)
            response.Member("AttributeName"u8, timeToLive.AttributeName);
        response.EndObject();
        response.EndObject();
    }

    private static string NameOf(TimeToLiveStatus status) => status switch
    {
        TimeToLiveStatus.Enabling => "ENABLING",
        TimeToLiveStatus.Enabled => "ENABLED",
        TimeToLiveStatus.Disabling => "DISABLING",
        _ => "DISABLED",
    };
}
