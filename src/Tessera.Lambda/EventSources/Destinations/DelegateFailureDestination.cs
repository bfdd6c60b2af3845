namespace Tessera.Lambda;

/// <summary>Hands on-failure records to a method: to log them, or to send them to a queue or a topic.</summary>
/// <remarks>Thread-safe if the method is.</remarks>
/// <param name="send">Takes a record, as <see cref="IFailureDestination.SendAsync"/> does.</param>
public sealed class DelegateFailureDestination(Func<ReadOnlyMemory<byte>, CancellationToken, Task> send) : IFailureDestination
{
    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, Task> _send = send ?? throw new ArgumentNullException(nameof(send));

    /// <inheritdoc/>
    public Task SendAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken) => _send(record, cancellationToken);
}
