namespace Tessera.Lambda.Local.Templates;

/// <summary>The ways to name a function: its name, its ARN or a part of it, with or without a version.</summary>
internal static class FunctionName
{
    /// <summary>The bare name in <c>name</c>, <c>name:alias</c>, <c>account:function:name</c>, <c>arn:aws:lambda:…:function:name:version</c>.</summary>
    public static string Parse(string text)
    {
        // API Gateway wraps the function's ARN: arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<arn>/invocations.
        if (text.Split("/functions/") is [_, var wrapped])
            text = wrapped.Split('/')[0];
        return Split(text).Name;
    }

    /// <summary>The version or alias in a name or an ARN; null where it has none.</summary>
    public static string? FindQualifier(string text) => Split(text).Qualifier;

    private static (string Name, string? Qualifier) Split(string text)
    {
        var parts = text.Split(':');
        var name = Array.IndexOf(parts, "function") + 1;
        if (name == parts.Length)
            name = 0;
        return (parts[name], parts.ElementAtOrDefault(name + 1));
    }

    public static string? FindLogicalId(TemplateScope scope, IReadOnlyList<ResourceNode> resources, string text)
    {
        var name = Parse(text);
        return resources.FirstOrDefault(resource => FunctionReader.IsFunction(resource) && scope.FindAttribute(resource.LogicalId, "") == name)?.LogicalId;
    }
}
