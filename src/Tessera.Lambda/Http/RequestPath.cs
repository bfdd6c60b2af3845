using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tessera.Lambda.Http;

/// <summary>The path of a request, decoded as ASP.NET Core wants it, and what stands before it.</summary>
/// <param name="Base">The stage of the API and the base path, or empty.</param>
/// <param name="Path">The rest: always begins with a slash.</param>
internal readonly record struct RequestPath(string Base, string Path)
{
    public static RequestPath Of(HttpEvent request, string basePath)
    {
        var path = request.RawPath.StartsWith('/') ? request.RawPath : "/" + request.RawPath;
        var before = "";
        if (request.Kind == HttpEventKind.HttpApi && request.Stage is not ("" or "$default"))
            Move("/" + request.Stage, ref before, ref path);
        else if (request.Kind == HttpEventKind.RestApi && request.ContextPath.Length > path.Length && request.ContextPath.EndsWith(path, StringComparison.Ordinal))
            before = request.ContextPath[..^path.Length];
        Move(basePath.TrimEnd('/'), ref before, ref path);
        return new RequestPath(Decode(before), RemoveDotSegments(Decode(path)));
    }

    private static void Move(string prefix, ref string before, ref string path)
    {
        if (prefix.Length == 0 || !path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || (path.Length > prefix.Length && path[prefix.Length] != '/'))
            return;
        before += path[..prefix.Length];
        path = path.Length == prefix.Length ? "/" : path[prefix.Length..];
    }

    /// <summary>Decodes a path but for <c>%2F</c>, which would become a separator that the client did not mean, and for what is no valid UTF-8.</summary>
    private static string Decode(string path)
    {
        if (!path.Contains('%'))
            return path;
        var text = new StringBuilder(path.Length);
        Span<byte> octets = stackalloc byte[4];
        for (var index = 0; index < path.Length;)
        {
            var length = DecodeCharacter(path.AsSpan(index), octets, out var character);
            if (length == 0)
                text.Append(path[index++]);
            else
                text.Append(character.ToString());
            index += length;
        }

        return text.ToString();
    }

    /// <summary>Decodes one character at the beginning of a text, and tells how much of the text it took; zero where there is none.</summary>
    private static int DecodeCharacter(ReadOnlySpan<char> text, Span<byte> octets, out Rune character)
    {
        var count = 0;
        while (count < octets.Length && TryDecodeOctet(text[(count * 3)..], out octets[count]))
        {
            count++;
            if (Rune.DecodeFromUtf8(octets[..count], out character, out var consumed) == OperationStatus.Done && consumed == count)
                return character.Value == '/' || character.Value == 0 ? 0 : count * 3;
        }

        character = default;
        return 0;
    }

    private static bool TryDecodeOctet(ReadOnlySpan<char> text, out byte octet)
    {
        octet = 0;
        if (text.Length < 3 || text[0] != '%' || !char.IsAsciiHexDigit(text[1]) || !char.IsAsciiHexDigit(text[2]))
            return false;
        return byte.TryParse(text[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out octet);
    }

    /// <summary>Goes the way of <c>.</c> and <c>..</c>, as a web server does before anyone sees the path.</summary>
    private static string RemoveDotSegments(string path)
    {
        if (!path.Contains("/.", StringComparison.Ordinal))
            return path;
        var kept = new List<string>();
        var segments = path.Split('/')[1..];
        foreach (var segment in segments)
        {
            if (segment == ".." && kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
            else if (segment is not ("." or ".."))
                kept.Add(segment);
        }

        var isFolder = segments[^1] is "." or "..";
        return "/" + string.Join('/', kept) + (isFolder && kept.Count > 0 ? "/" : "");
    }
}
