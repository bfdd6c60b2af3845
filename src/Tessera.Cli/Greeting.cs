using System.Globalization;
using System.Text;
using Tessera.Lambda.Local;

namespace Tessera.Cli;

/// <summary>What <c>tessera run</c> says when everything is ready.</summary>
internal static class Greeting
{
    public static string Write(LocalCloud cloud, Uri dynamoDB, string region)
    {
        var (tables, functions, routes, urls, streams) = cloud.Summary;
        var lambda = Address(cloud.LambdaEndpoint);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Tessera runs {functions.Count} function{(functions.Count == 1 ? "" : "s")}. Stop it with Ctrl+C.\n");
        Section(text, "Tables", tables);
        Section(text, "Functions", functions.Select(function => $"{function.LogicalId}  {function.Command}"));
        Section(text, cloud.ApiEndpoint is { } api ? $"Routes at {Address(api)}" : "Routes", routes.Select(route => $"{route.Method,-6} {route.Path}  {route.Function}"));
        Section(text, "Function URLs", urls.Select(url => $"{Address(url.Address)}/  {url.Function}"));
        Section(text, "Streams", streams.Select(stream => $"{stream.StreamArn}  {stream.Function}"));
        Section(text, "Try", Commands(cloud, lambda, Address(dynamoDB), region));
        return text.ToString().TrimEnd('\n');
    }

    private static IEnumerable<string> Commands(LocalCloud cloud, string lambda, string dynamoDB, string region)
    {
        yield return $"export AWS_REGION={region} AWS_DEFAULT_REGION={region} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local";
        var routes = cloud.Summary.Routes.Where(route => route.Path.StartsWith('/') && route.Method is "GET" or "ANY").OrderBy(route => route.Path.Contains('{'));
        var route = routes.FirstOrDefault();
        if (route is not null)
            yield return $"curl {Address(cloud.ApiEndpoint!)}{Example(route.Path)}";
        if (cloud.Summary.Functions.FirstOrDefault(function => route is null || function.LogicalId == route.Function) is { } function)
            yield return $"aws lambda invoke --endpoint-url {lambda} --function-name {function.Name} {(route is null ? "" : Payload(Example(route.Path)))}/dev/stdout";
        if (cloud.Summary.Tables is [var table, ..])
            yield return $"aws dynamodb scan --endpoint-url {dynamoDB} --table-name {table}";
    }

    /// <summary>A path that can be called: the variables have their own names as values.</summary>
    private static string Example(string path) => path.Replace("{", "", StringComparison.Ordinal).Replace("+}", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);

    /// <summary>The request as an event, since a function that takes requests can do nothing with an empty one.</summary>
    private static string Payload(string path) =>
        """--cli-binary-format raw-in-base64-out --payload '{"version":"2.0","rawPath":"PATH","requestContext":{"http":{"method":"GET","path":"PATH"}}}' """
            .Replace("PATH", path, StringComparison.Ordinal);

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        text.Append(title).Append('\n');
        all.ForEach(line => text.Append("  ").Append(line).Append('\n'));
    }

    private static string Address(Uri uri) => uri.GetLeftPart(UriPartial.Authority);
}
