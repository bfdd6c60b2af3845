using Tessera.Engine.Protocol;

namespace Tessera.Engine.Errors;

/// <summary>Shapes every error response.</summary>
internal static class ErrorWriter
{
    /// <summary>Replaces whatever has been written by the error.</summary>
    /// <returns>The HTTP status.</returns>
    public static int Write(ResponseWriter response, ServiceException error)
    {
        var shape = ErrorTable.Shape(error.Type);
        response.Rewind(0);
        response.StartObject();
        response.Member("__type"u8, string.Concat(shape.Prefix, shape.Name));
        // A body that is no JSON at all, and an unknown operation, are answered without any message.
        if (error.Message.Length > 0)
            response.Member(shape.CapitalMessage ? "Message"u8 : "message"u8, error.Message);
        error.WriteMembers?.Invoke(response);
        response.EndObject();
        return shape.Status;
    }
}
