using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Http;

/// <summary>Answers HTTP events: the web application, whatever the type of its contexts is.</summary>
internal interface IHttpEventHandler
{
    Task HandleAsync(Invocation invocation, HttpEvent request);
}
