namespace Tessera;

/// <summary>A continuation does not belong to this query, or is damaged.</summary>
/// <remarks>Ask for the first page (<see langword="null"/>). In a web service answer 400: the caller sent a token that is not its own.</remarks>
public sealed class InvalidContinuationException : Exception
{
    internal InvalidContinuationException(string reason)
        : base($"The continuation cannot be used: {reason}. Start again from the first page, without a continuation.")
    {
    }
}
