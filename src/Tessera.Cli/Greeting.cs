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
        // A route with a variable cannot be called as it stands.
        var routes = cloud.Summary.Routes.Where(route => route.Path.StartsWith('/') && route.Method is "GET" or "ANY").OrderBy(route => route.Path.Contains('{'));
        if (routes.FirstOrDefault() is { } route)
            yield return $"curl {Address(cloud.ApiEndpoint!)}{route.Path}";
        if (cloud.Summary.Functions is [var function, ..])
            yield return $"aws lambda invoke --endpoint-url {lambda} --function-name {function.Name} /dev/stdout";
        if (cloud.Summary.Tables is [var table, ..])
            yield return $"aws dynamodb scan --endpoint-url {dynamoDB} --table-name {table}";
    }

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
