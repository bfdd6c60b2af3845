namespace Tessera.Lambda.Local.Functions;

/// <summary>A call of a function, as one of its sources makes it.</summary>
/// <param name="Payload">The event.</param>
/// <param name="Trigger">What a log calls the source, such as <c>GET /users/1</c>.</param>
internal sealed record FunctionCall(ReadOnlyMemory<byte> Payload, string Trigger)
{
    /// <summary>The ARN with the version or alias that the caller named; the function's own where null.</summary>
    public string? InvokedArn { get; init; }

    /// <summary>JSON, as the caller of the Invoke API gave it.</summary>
    public string? ClientContext { get; init; }

    public string RequestId { get; init; } = Guid.NewGuid().ToString();
}
