using Tessera.Lambda.Http;

namespace Tessera.Lambda.Runtime;

/// <summary>Tells what an event is by how it looks, and gives it to who takes such events.</summary>
internal sealed class EventRouter(IEventHandler? streams, IEventHandler? others) : IInvocationHandler
{
    /// <summary>The web application, once it has started.</summary>
    public IHttpEventHandler? Http { get; set; }

    public Task HandleAsync(Invocation invocation)
    {
        var source = EventSource.Of(invocation.Event.Span);
        invocation.Trigger = source.Trigger;
        if (streams is not null && source.IsDynamoDBStream)
            return AnswerAsync(invocation, streams);
        if (Http is not null && source.MayBeHttp && HttpEventReader.TryRead(invocation.Event) is { } request)
            return Http.HandleAsync(invocation, request);
        if (others is not null)
            return AnswerAsync(invocation, others);
        throw new UnknownEventException(source, streams is not null, Http is not null);
    }

    private static async Task AnswerAsync(Invocation invocation, IEventHandler handler)
    {
        var payload = await handler.HandleAsync(invocation.Event, invocation.Context, invocation.Cancelled).ConfigureAwait(false);
        await invocation.RespondAsync(payload.IsEmpty ? "null"u8.ToArray() : payload).ConfigureAwait(false);
    }
}
