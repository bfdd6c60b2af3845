using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Tessera.Lambda.Http;

/// <summary>Decides whether a response's body can go as text: a gateway takes text as it is, and decodes base64 for everything else.</summary>
internal static class BodyText
{
    public static bool IsText(IHeaderDictionary headers, ReadOnlySpan<byte> body, Func<string, bool>? rule)
    {
        var encoding = headers.ContentEncoding.ToString();
        if (encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return false;
        var contentType = headers.ContentType.ToString();
        return (rule?.Invoke(contentType) ?? IsTextType(contentType)) && IsUtf8(contentType) && Utf8.IsValid(body);
    }

    private static bool IsTextType(ReadOnlySpan<char> contentType)
    {
        var end = contentType.IndexOf(';');
        var type = (end < 0 ? contentType : contentType[..end]).Trim();
        return type.IsEmpty
            || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+yaml", StringComparison.OrdinalIgnoreCase)
            || IsTextApplication(type);
    }

    private static bool IsTextApplication(ReadOnlySpan<char> type)
    {
        ReadOnlySpan<string> subtypes = ["json", "xml", "javascript", "yaml", "x-yaml", "x-ndjson", "graphql", "sql", "toml", "x-www-form-urlencoded"];
        const string Application = "application/";
        if (!type.StartsWith(Application, StringComparison.OrdinalIgnoreCase))
            return false;
        foreach (var subtype in subtypes)
        {
            if (type[Application.Length..].Equals(subtype, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsUtf8(ReadOnlySpan<char> contentType)
    {
        const string Charset = "charset=";
        var start = contentType.IndexOf(Charset, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return true;
        var charset = contentType[(start + Charset.Length)..];
        var end = charset.IndexOf(';');
        charset = (end < 0 ? charset : charset[..end]).Trim().Trim('"');
        return charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
    }
}
