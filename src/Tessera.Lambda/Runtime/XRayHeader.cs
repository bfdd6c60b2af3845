using System.Diagnostics;

namespace Tessera.Lambda.Runtime;

/// <summary>Reads an X-Ray header as the parent of a trace: <c>Root=1-{8 digits}-{24 digits};Parent={16 digits};Sampled=1</c>.</summary>
internal static class XRayHeader
{
    public static bool TryParse(string? header, out ActivityContext context)
    {
        context = default;
        var root = Field(header, "Root=");
        var parent = Field(header, "Parent=");
        if (root.Length != 35 || root[1] != '-' || root[10] != '-' || parent.Length != 16)
            return false;
        try
        {
            var trace = ActivityTraceId.CreateFromString(string.Concat(root[2..10], root[11..]).ToLowerInvariant());
            var span = ActivitySpanId.CreateFromString(parent.ToString().ToLowerInvariant());
            var flags = Field(header, "Sampled=") is "1" ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None;
            context = new ActivityContext(trace, span, flags, isRemote: true);
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>The id of the trace in X-Ray's own form; empty where the header has none.</summary>
    public static string FindRoot(string? header) => Field(header, "Root=").ToString();

    private static ReadOnlySpan<char> Field(ReadOnlySpan<char> header, ReadOnlySpan<char> name)
    {
        foreach (var range in header.Split(';'))
        {
            var part = header[range].Trim();
            if (part.StartsWith(name, StringComparison.Ordinal))
                return part[name.Length..];
        }

        return [];
    }
}
