namespace Tessera.Lambda.Runtime;

/// <summary>The runtime API refused a call, or could not be reached.</summary>
internal sealed class RuntimeApiException : Exception
{
    public RuntimeApiException(string call, int statusCode, string body)
        : base($"The runtime API answered {call} with status {statusCode}: {body}") => StatusCode = statusCode;

    public RuntimeApiException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The status of the answer; 0 where there was none.</summary>
    public int StatusCode { get; }

    /// <summary>Whether the invocation is over, in the service's eyes: what was sent came late or twice.</summary>
    public bool IsRefusal => StatusCode is >= 400 and < 500;
}
