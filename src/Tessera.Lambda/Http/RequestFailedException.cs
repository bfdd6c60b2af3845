namespace Tessera.Lambda.Http;

/// <summary>The application failed after its response had begun, or aborted the request.</summary>
internal sealed class RequestFailedException(Exception cause) : Exception("The request failed after its response had begun: " + cause.Message, cause);
