namespace Tessera.Hosting;

/// <summary>A stream handler that the application has, for what runs or describes it.</summary>
internal sealed record AddedStreamHandler(Type Type, StreamHandlerModel Model, StreamHandlerOptions Options);
