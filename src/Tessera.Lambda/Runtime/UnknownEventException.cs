namespace Tessera.Lambda.Runtime;

/// <summary>An event that nothing in the application takes.</summary>
internal sealed class UnknownEventException(EventSource source, bool takesStreams, bool takesHttp)
    : Exception(
        $"The event looks like {source.Description}, and the application takes {Taken(takesStreams, takesHttp)}. "
        + "Add an event handler for other events (AddEventHandler).")
{
    private static string Taken(bool takesStreams, bool takesHttp) => (takesStreams, takesHttp) switch
    {
        (true, true) => "batches of DynamoDB streams and HTTP requests",
        (true, false) => "batches of DynamoDB streams",
        (false, true) => "HTTP requests",
        _ => "none: it has neither stream handlers nor a web application",
    };
}
