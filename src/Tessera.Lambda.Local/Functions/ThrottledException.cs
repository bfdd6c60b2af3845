namespace Tessera.Lambda.Local.Functions;

/// <summary>The function's reserved concurrency is used up.</summary>
internal sealed class ThrottledException(string function) : Exception($"Function '{function}' runs as often at once as its ReservedConcurrentExecutions allow.");
