using System.Text.Json;
using Tessera.Engine.Errors;

namespace Tessera.Engine.Protocol;

/// <summary>The service's words for a body that is no JSON, or JSON of another shape than the operation's.</summary>
internal static class SerializationErrors
{
    /// <summary>The body is no JSON at all: the service gives no message.</summary>
    public static ServiceException NotJson() => ServiceException.Serialization("");

    public static ServiceException UnexpectedStructure() => ServiceException.Serialization("Start of structure or map found where not expected");

    public static ServiceException ListForStructure(string shape) =>
        ServiceException.Serialization($"Unrecognized collection type class com.amazonaws.dynamodb.v20120810.{shape}");

    public static ServiceException ListForMap(string valueShape) =>
        ServiceException.Serialization($"Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.{valueShape}>");

    /// <summary>An element of a list should be a structure.</summary>
    public static ServiceException UnexpectedElement() => ServiceException.Serialization("Unexpected value type in payload");

    public static ServiceException UnexpectedField() => ServiceException.Serialization("Unexpected field type");

    /// <summary>The current token is not of the scalar type that the member has.</summary>
    public static ServiceException NotConvertible(ref Utf8JsonReader json, string type) => json.TokenType switch
    {
        JsonTokenType.StartObject => UnexpectedStructure(),
        JsonTokenType.StartArray => ServiceException.Serialization($"Unrecognized collection type class java.lang.{type}"),
        JsonTokenType.String when type == "Boolean" => ServiceException.Serialization("Unexpected token received from parser"),
        JsonTokenType.String => ServiceException.Serialization($"STRING_VALUE cannot be converted to {type}"),
        JsonTokenType.True => ServiceException.Serialization($"TRUE_VALUE cannot be converted to {type}"),
        JsonTokenType.False => ServiceException.Serialization($"FALSE_VALUE cannot be converted to {type}"),
        _ => ServiceException.Serialization($"{(json.TryGetInt64(out _) ? "NUMBER_VALUE" : "DECIMAL_VALUE")} cannot be converted to {type}"),
    };
}
