using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tessera;

/// <summary>A tumbling window of an event-source mapping, as one batch sees it. Immutable.</summary>
public sealed record StreamWindow
{
    /// <summary>Where the window begins.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Where the window ends; a record of this moment belongs to the next.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Whether this is the window's last call: what the state says is the result.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whether the window ends before its time, since its state grew too large.</summary>
    public bool IsTerminatedEarly { get; init; }

    /// <summary>The shard; each has windows of its own.</summary>
    public string ShardId { get; init; } = "";

    /// <summary>The state that the previous call returned: a JSON object, <c>{}</c> in the first.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>The records to take into the state, in order. Records that failed, and all after the first of them, are not among them: they come again.</summary>
    public IReadOnlyList<StreamRecord> Records { get; init; } = [];

    /// <summary>Reads the state.</summary>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <param name="typeInfo">Knows its JSON.</param>
    /// <returns>The state; the default of the type in the first call, whose state is <c>{}</c>.</returns>
    /// <exception cref="JsonException">The state is not of this type.</exception>
    public TState? ReadState<TState>(JsonTypeInfo<TState> typeInfo)
    {
        var reader = new Utf8JsonReader(State.Span);
        var isEmpty = State.IsEmpty || (reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.TokenType == JsonTokenType.EndObject);
        return isEmpty ? default : JsonSerializer.Deserialize(State.Span, typeInfo);
    }

    /// <summary>Writes a state.</summary>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <param name="state">The state; it must become a JSON object.</param>
    /// <param name="typeInfo">Knows its JSON.</param>
    /// <returns>The state's JSON.</returns>
    public static ReadOnlyMemory<byte> WriteState<TState>(TState state, JsonTypeInfo<TState> typeInfo) => JsonSerializer.SerializeToUtf8Bytes(state, typeInfo);
}
