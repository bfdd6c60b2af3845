namespace Tessera.Lambda.Runtime;

/// <summary>An invocation was not done shortly before its deadline.</summary>
internal sealed class InvocationTimeoutException(LambdaContext context)
    : TimeoutException($"The invocation {context.RequestId} was not done shortly before its deadline of {context.Deadline:O}.");
