using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Http;

/// <summary>Writes a response's headers: one text per name with payload 2.0, lists where those are understood.</summary>
internal static class ResponseHeaders
{
    public static void Write(ByteBuffer output, HttpEvent request, HeaderDictionary headers)
    {
        if (request.Kind == HttpEventKind.HttpApi)
        {
            WriteJoined(output, headers);
            WriteCookies(output, headers.SetCookie());
        }
        else if (request.Kind == HttpEventKind.RestApi || request.HasMultiValueHeaders)
        {
            WriteLists(output, headers);
        }
        else
        {
            WriteJoined(output, headers, CookieSpellings(headers.SetCookie()));
        }
    }

    private static StringValues SetCookie(this HeaderDictionary headers) => headers[HeaderNames.SetCookie];

    private static void WriteJoined(ByteBuffer output, HeaderDictionary headers, IEnumerable<KeyValuePair<string, string>>? cookies = null)
    {
        var separator = ",\"headers\":{"u8;
        foreach (var (name, values) in headers)
        {
            if (values.Count == 0 || IsOfConnection(name) || name.Equals(HeaderNames.SetCookie, StringComparison.OrdinalIgnoreCase))
                continue;
            output.Write(separator);
            WriteMember(output, name, values.ToString());
            separator = ","u8;
        }
        foreach (var (name, value) in cookies ?? [])
        {
            output.Write(separator);
            WriteMember(output, name, value);
            separator = ","u8;
        }
        output.Write(separator.Length > 1 ? ",\"headers\":{}"u8 : "}"u8);
    }

    private static void WriteCookies(ByteBuffer output, StringValues cookies)
    {
        if (cookies.Count == 0)
            return;
        output.Write(",\"cookies\":"u8);
        WriteList(output, cookies);
    }

    private static void WriteLists(ByteBuffer output, HeaderDictionary headers)
    {
        var separator = ",\"multiValueHeaders\":{"u8;
        foreach (var (name, values) in headers)
        {
            if (values.Count == 0 || IsOfConnection(name))
                continue;
            output.Write(separator);
            output.WriteJsonString(name);
            output.Write(":"u8);
            WriteList(output, values);
            separator = ","u8;
        }
        output.Write(separator.Length > 1 ? ",\"multiValueHeaders\":{}"u8 : "}"u8);
    }

    /// <summary>
    /// A load balancer without multi-value headers takes one value per name, and cookies cannot be joined in one; but it tells names apart by their case.
    /// </summary>
    private static IEnumerable<KeyValuePair<string, string>> CookieSpellings(StringValues cookies)
    {
        for (var index = 0; index < cookies.Count; index++)
        {
            var name = HeaderNames.SetCookie.ToLowerInvariant().ToCharArray();
            for (int letter = 0, bits = index; letter < name.Length; letter++)
            {
                if (!char.IsAsciiLetter(name[letter]))
                    continue;
                if ((bits & 1) == 1)
                    name[letter] = char.ToUpperInvariant(name[letter]);
                bits >>= 1;
            }

            yield return new(new string(name), cookies[index] ?? "");
        }
    }

    private static void WriteMember(ByteBuffer output, string name, string value)
    {
        output.WriteJsonString(name);
        output.Write(":"u8);
        output.WriteJsonString(value);
    }

    private static void WriteList(ByteBuffer output, StringValues values)
    {
        output.Write("["u8);
        for (var index = 0; index < values.Count; index++)
        {
            if (index > 0)
                output.Write(","u8);
            output.WriteJsonString(values[index]);
        }
        output.Write("]"u8);
    }

    /// <summary>Headers that speak of a connection, which is the gateway's business.</summary>
    private static bool IsOfConnection(string name) =>
        name.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.Connection, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.KeepAlive, StringComparison.OrdinalIgnoreCase);
}
