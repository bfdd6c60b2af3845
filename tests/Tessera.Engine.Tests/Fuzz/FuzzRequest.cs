using System.Text;

namespace Tessera.Engine.Tests.Fuzz;

/// <summary>One request, valid or not.</summary>
internal sealed record FuzzRequest(string Operation, byte[] Body)
{
    public string Method { get; init; } = "POST";

    public string? ContentType { get; init; } = "application/x-amz-json-1.0";

    /// <summary>A proper signature's form where null.</summary>
    public string? Authorization { get; init; }

    public static FuzzRequest Of(string operation, string body) => new(operation, Encoding.UTF8.GetBytes(body));

    /// <summary>In a form that can be pasted into a test.</summary>
    public override string ToString()
    {
        const int shownMax = 2000;
        var text = Encoding.Latin1.GetString(Body);
        return $"{Method} {Operation} ({Body.Length} bytes): {(text.Length > shownMax ? text[..shownMax] + "…" : text)}";
    }
}
