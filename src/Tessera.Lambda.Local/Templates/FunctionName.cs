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
        var parts = text.Split(':');
        var marker = Array.IndexOf(parts, "function");
        return marker >= 0 && marker + 1 < parts.Length ? parts[marker + 1] : parts[0];
    }

    public static string? FindLogicalId(TemplateScope scope, IReadOnlyList<ResourceNode> resources, string text)
    {
        var name = Parse(text);
        return resources.FirstOrDefault(resource => FunctionReader.IsFunction(resource) && scope.FindAttribute(resource.LogicalId, "") == name)?.LogicalId;
    }
}
