namespace Tessera.Lambda.Runtime;

/// <summary>Handles events in one piece: bytes in, bytes out; no bytes are JSON's null.</summary>
internal interface IEventHandler
{
    ValueTask<ReadOnlyMemory<byte>> HandleAsync(ReadOnlyMemory<byte> json, LambdaContext context, CancellationToken cancellationToken);
}
