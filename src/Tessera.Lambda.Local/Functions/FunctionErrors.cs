using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Tessera.Lambda.Local.Functions;

/// <summary>The errors that the service reports for a function which cannot do so itself.</summary>
internal static class FunctionErrors
{
    public const string Unhandled = "Unhandled";

    public static FunctionResult TimedOut(string requestId, TimeSpan timeout) => Create(
        "Sandbox.Timedout", $"RequestId: {requestId} Error: Task timed out after {timeout.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture)} seconds");

    public static FunctionResult Exited(string requestId, string reason) => Create("Runtime.ExitError", $"RequestId: {requestId} Error: {reason}");

    public static FunctionResult CannotStart(string requestId, string reason) => Create("Runtime.InvalidEntrypoint", $"RequestId: {requestId} Error: {reason}");

    public static FunctionResult ResponseTooLarge(int bytesMax) => Create(
        "Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({bytesMax} bytes).");

    public static FunctionResult Truncated() => Create("Runtime.TruncatedResponse", "Response body was cut off before its end.");

    /// <summary>What the runtime sent, or what its header says where it sent nothing.</summary>
    public static FunctionResult Reported(ReadOnlyMemory<byte> body, string? errorType) =>
        body.IsEmpty ? Create(string.IsNullOrEmpty(errorType) ? "Runtime.Unknown" : errorType, "") : new FunctionResult(body, Unhandled);

    private static FunctionResult Create(string type, string message) => new(Json(type, message), Unhandled);

    public static ReadOnlyMemory<byte> Json(string type, string message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("errorType", type);
            writer.WriteString("errorMessage", message);
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
