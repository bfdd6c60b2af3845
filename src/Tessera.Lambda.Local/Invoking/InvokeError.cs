using Microsoft.AspNetCore.Http;

namespace Tessera.Lambda.Local.Invoking;

/// <summary>An error of the Invoke API: status, type and body as the service has them.</summary>
internal sealed record InvokeError(int Status, string Type, string Message, string? Reason = null)
{
    public static InvokeError NotFound(string arn) =>
        new(StatusCodes.Status404NotFound, "ResourceNotFoundException", $"Function not found: {arn}");

    public static InvokeError Throttled() =>
        new(StatusCodes.Status429TooManyRequests, "TooManyRequestsException", "Rate Exceeded.", "ReservedFunctionConcurrentInvocationLimitExceeded");

    public static InvokeError TooLarge(int bytes, string type, int bytesMax) => new(
        StatusCodes.Status413PayloadTooLarge, "RequestTooLargeException", $"{bytes} byte payload is too large for the {type} invocation type (limit {bytesMax} bytes)");

    public static InvokeError NotJson(string detail) =>
        new(StatusCodes.Status400BadRequest, "InvalidRequestContentException", $"Could not parse request body into json: {detail}");

    public static InvokeError InvalidType(string value) => new(
        StatusCodes.Status400BadRequest, "ValidationException",
        $"1 validation error detected: Value '{value}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, DryRun, RequestResponse]");

    public static InvokeError UnknownOperation(string method, string path) =>
        new(StatusCodes.Status404NotFound, "UnknownOperationException", $"{method} {path} is not an operation of the local cloud. It knows Invoke and InvokeWithResponseStream.");

    public static InvokeError Foreign() =>
        new(StatusCodes.Status403Forbidden, "AccessDeniedException", "Only programs on this machine may invoke functions here, and no web pages.");
}
