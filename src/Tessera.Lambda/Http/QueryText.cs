using System.Text;

namespace Tessera.Lambda.Http;

/// <summary>Puts a query together again from parameters.</summary>
internal static class QueryText
{
    /// <param name="parameters">Names and values, repeated names among them.</param>
    /// <param name="areEncoded">Whether they are as the client sent them: load balancers do not decode, REST APIs do.</param>
    public static string Join(List<KeyValuePair<string, string>> parameters, bool areEncoded)
    {
        if (parameters.Count == 0)
            return "";
        var text = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            if (text.Length > 0)
                text.Append('&');
            text.Append(areEncoded ? name : Uri.EscapeDataString(name)).Append('=').Append(areEncoded ? value : Uri.EscapeDataString(value));
        }

        return text.ToString();
    }
}
