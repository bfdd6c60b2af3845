using Tessera.Engine.Operations.Parameters;
using Tessera.Engine.Protocol;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Operations;

/// <summary>DeleteItem: removes an item, and succeeds where there is none.</summary>
internal static class DeleteItem
{
    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var parameters = WriteParameters.Read(ItemActionKind.Delete, context.Body);
        SingleWrite.Run(context, parameters, response);
    }
}
