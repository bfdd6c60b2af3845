using System.Text.Json;

namespace Tessera.Lambda.Tests.EventSources;

/// <summary>An event as a function sees it.</summary>
/// <param name="Numbers">The records' numbers.</param>
/// <param name="Json">The whole event.</param>
internal sealed record FunctionEvent(int[] Numbers, string Json)
{
    /// <summary>The window's start and state, and whether the call closes it; empty without windows.</summary>
    public string Window { get; private init; } = "";

    /// <summary>The window's state as JSON text.</summary>
    public string State { get; private init; } = "";

    public bool IsFinal { get; private init; }

    public static FunctionEvent Read(ReadOnlyMemory<byte> payload)
    {
        using var document = JsonDocument.Parse(payload);
        var root = document.RootElement;
        var numbers = root.GetProperty("Records").EnumerateArray()
            .Select(record => ScriptedStream.NumberOf(record.GetProperty("dynamodb").GetProperty("SequenceNumber").GetString()!)).ToArray();
        var call = new FunctionEvent(numbers, root.GetRawText());
        if (!root.TryGetProperty("window", out var window))
            return call;
        var isFinal = root.GetProperty("isFinalInvokeForWindow").GetBoolean();
        var early = root.GetProperty("isWindowTerminatedEarly").GetBoolean() ? " early" : "";
        var state = root.GetProperty("state").GetRawText();
        var shown = state.Length > 40 ? "(large)" : state;
        var text = $"{window.GetProperty("start").GetString()![14..19]}-{window.GetProperty("end").GetString()![14..19]} {shown}{(isFinal ? " final" : "")}{early}";
        return call with { Window = text, State = state, IsFinal = isFinal };
    }

    public override string ToString() => $"[{string.Join(' ', Numbers)}]{(Window.Length == 0 ? "" : " " + Window)}";
}
