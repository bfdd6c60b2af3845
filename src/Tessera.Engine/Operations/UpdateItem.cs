using Tessera.Engine.Operations.Parameters;
using Tessera.Engine.Protocol;
using Tessera.Engine.Tables;

namespace Tessera.Engine.Operations;

/// <summary>UpdateItem: changes attributes of an item, which comes into being where it is not there.</summary>
internal static class UpdateItem
{
    public static void Handle(RequestContext context, ResponseWriter response)
    {
        var parameters = WriteParameters.Read(ItemActionKind.Update, context.Body);
        SingleWrite.Run(context, parameters, response);
    }
}
