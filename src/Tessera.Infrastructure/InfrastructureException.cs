namespace Tessera.Infrastructure;

/// <summary>What was asked for cannot be written or read; the message says what to change.</summary>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class InfrastructureException(string message) : Exception(message);
