namespace Tessera.Lambda;

/// <summary>What a function answered. Immutable.</summary>
/// <param name="Payload">The response, or the error as JSON (<c>errorMessage</c>, <c>errorType</c>, <c>stackTrace</c>) when the function failed.</param>
/// <param name="FunctionError"><see langword="null"/> when the function returned; else <c>Handled</c> or <c>Unhandled</c>, as the Invoke API tells.</param>
public sealed record FunctionResult(ReadOnlyMemory<byte> Payload, string? FunctionError = null)
{
    /// <summary>The call's request id, where there is one: on-failure records name it.</summary>
    public string? RequestId { get; init; }
}
