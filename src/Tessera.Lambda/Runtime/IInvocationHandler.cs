namespace Tessera.Lambda.Runtime;

/// <summary>Does the work of an invocation. It answers through the invocation; an exception before an answer is reported as the function's error.</summary>
internal interface IInvocationHandler
{
    Task HandleAsync(Invocation invocation);
}
