namespace Tessera;

/// <summary>What a function was given is not an event of a DynamoDB stream, or no handler is there for the table that it comes from.</summary>
/// <remarks>Not worth a retry: the event source or the program must change.</remarks>
public sealed class StreamEventException : Exception
{
    internal StreamEventException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
