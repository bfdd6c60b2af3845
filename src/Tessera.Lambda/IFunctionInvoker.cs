namespace Tessera.Lambda;

/// <summary>Calls a function and waits for its answer: handlers in this process, or a process behind a runtime API. Implementations are thread-safe.</summary>
public interface IFunctionInvoker
{
    /// <summary>Calls the function once.</summary>
    /// <param name="payload">The event, as UTF-8 JSON. It does not change until the call ends.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The answer; a function that fails is an answer with <see cref="FunctionResult.FunctionError"/>.</returns>
    /// <exception cref="Exception">The function could not be called at all (throttled, not started): the caller may try again.</exception>
    Task<FunctionResult> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);
}
