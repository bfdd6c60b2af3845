using System.Text;

namespace Tessera.Lambda.Tests.Runtime;

/// <summary>A call that a function made, as the fake runtime API has got it.</summary>
public sealed record RecordedCall(string Method, string Path, Dictionary<string, string> Headers, byte[] Body, Dictionary<string, string> Trailers)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The sizes of the chunks in which the body came; empty where it came whole.</summary>
    public IReadOnlyList<int> Chunks { get; init; } = [];
}
