namespace Tessera;

/// <summary>A stream handler as its methods describe it: the table and what it takes. Immutable; generated as <c>OrderEvents.Model</c>.</summary>
/// <remarks>Event-source mappings get their filters from it, and templates their functions.</remarks>
public sealed record StreamHandlerModel
{
    /// <summary>The handler's name.</summary>
    public required string Name { get; init; }

    /// <summary>The table whose stream it handles.</summary>
    public required TableModel Table { get; init; }

    /// <summary>The entities and events that it has methods for.</summary>
    public IReadOnlyList<StreamSubscription> Subscriptions { get; init; } = [];

    /// <summary>Whether it has a method for every record that no other takes.</summary>
    public bool TakesEveryRecord { get; init; }

    /// <summary>Whether it keeps the state of tumbling windows.</summary>
    public bool HandlesWindows { get; init; }

    /// <summary>
    /// The patterns of an event-source mapping's <c>FilterCriteria</c> that let through what the handler takes, at most 4; empty when it takes
    /// every record. Each is the text of a JSON object.
    /// </summary>
    public IReadOnlyList<string> FilterPatterns => StreamFilterPatterns.Of(this);
}

/// <summary>An entity and an event that a stream handler takes. Immutable.</summary>
/// <param name="Entity">The entity's name: the value of the discriminator attribute.</param>
/// <param name="Event">The event.</param>
public sealed record StreamSubscription(string Entity, StreamEvent Event);
