namespace Tessera.Lambda.Local.Templates;

/// <summary>CORS settings, in the spellings of HTTP APIs, REST APIs and function URLs.</summary>
internal static class CorsReader
{
    private static readonly CorsPolicy _everything = new() { Origins = ["*"], Methods = ["*"], Headers = ["*"] };

    /// <summary><c>CorsConfiguration</c> of an HTTP API: true, an origin, or a map.</summary>
    public static CorsPolicy? ReadHttpApi(TemplateNode node)
    {
        if (node.IsText)
            return node.Text() is "true" or "True" ? _everything : node.Text() is "false" or "False" ? null : _everything with { Origins = [node.Text()] };
        return Read(node, "AllowOrigins", "AllowMethods", "AllowHeaders", "ExposeHeaders");
    }

    public static CorsPolicy ReadFunctionUrl(TemplateNode node) => Read(node, "AllowOrigins", "AllowMethods", "AllowHeaders", "ExposeHeaders");

    /// <summary><c>Cors</c> of a REST API: an origin or a map, with values in quotes of their own and lists separated by commas.</summary>
    public static CorsPolicy ReadRestApi(TemplateNode node)
    {
        if (node.IsText)
            return new CorsPolicy { Origins = Unquote(node), Methods = ["*"] };
        return new CorsPolicy
        {
            Origins = node.Find("AllowOrigin") is { } origin ? Unquote(origin) : [],
            Methods = node.Find("AllowMethods") is { } methods ? Unquote(methods) : ["*"],
            Headers = node.Find("AllowHeaders") is { } headers ? Unquote(headers) : [],
            Credentials = node.Find("AllowCredentials")?.Boolean() ?? false,
            MaxAgeSeconds = node.Find("MaxAge") is { } age && int.TryParse(age.Text().Trim('\''), out var seconds) ? seconds : null,
        };
    }

    private static CorsPolicy Read(TemplateNode node, string origins, string methods, string headers, string exposed) => new()
    {
        Origins = node.Find(origins)?.Texts() ?? [],
        Methods = node.Find(methods)?.Texts() ?? [],
        Headers = node.Find(headers)?.Texts() ?? [],
        ExposedHeaders = node.Find(exposed)?.Texts() ?? [],
        Credentials = node.Find("AllowCredentials")?.Boolean() ?? false,
        MaxAgeSeconds = node.Find("MaxAge")?.Integer(-1, 86400),
    };

    private static string[] Unquote(TemplateNode node) =>
        node.Text().Trim('\'').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
