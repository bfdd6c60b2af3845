using Tessera.Engine.Operations.Parameters;
using Tessera.Engine.Protocol;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Operations;

/// <summary>PutItem: writes a whole item in place of whatever has its key.</summary>
internal static class PutItem
{
    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var parameters = WriteParameters.Read(ItemActionKind.Put, context.Body);
        SingleWrite.Run(context, parameters, response);
    }
}
