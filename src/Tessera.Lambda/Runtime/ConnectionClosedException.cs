namespace Tessera.Lambda.Runtime;

/// <summary>The runtime API closed the connection before its response was whole.</summary>
internal sealed class ConnectionClosedException() : IOException("The runtime API closed the connection before its response was whole.");
