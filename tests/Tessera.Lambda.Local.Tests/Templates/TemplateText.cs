using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Tests.Templates;

/// <summary>Templates from text.</summary>
internal static class TemplateText
{
    public static LocalTemplate Read(string text, IReadOnlyDictionary<string, string>? parameters = null, string folder = "/app") =>
        new(TemplateFile.Parse(Path.Combine(folder, "template.yaml"), text), parameters ?? new Dictionary<string, string>(), "eu-west-1");

    /// <summary>The errors of a template, as they are told.</summary>
    public static string Errors(string text, IReadOnlyDictionary<string, string>? parameters = null, string folder = "/app", Action<FunctionDefinition>? checkCode = null)
    {
        var template = Read(text, parameters, folder);
        template.Check(checkCode);
        return Assert.Throws<TemplateException>(template.Errors.ThrowIfAny).Message;
    }

    /// <summary>One property's value, resolved: texts as they are, lists in brackets, nothing for a property that is not there.</summary>
    public static string Value(string value, string? sections = null, IReadOnlyDictionary<string, string>? parameters = null)
    {
        var template = Read($"""
            {sections}
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties: {"{ TableName: orders }"}
              Notes: {"{ Type: AWS::DynamoDB::Table }"}
              Http: {"{ Type: AWS::Serverless::HttpApi }"}
              Other: {"{ Type: AWS::Kinesis::Stream }"}
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Value: {value}
            """, parameters);
        template.Scope.Set("Orders", "StreamArn", "arn:stream");
        var worker = ResourceNode.All(template.Scope).Single(resource => resource.LogicalId == "Worker");
        var shown = worker.Find("Value") is { } node ? Show(node) : "absent";
        template.Errors.ThrowIfAny();
        return shown;
    }

    private static string Show(TemplateNode node) => node.IsText ? node.Text()
        : node.IsList ? $"[{string.Join(", ", node.Items().Select(Show))}]"
        : $"{{{string.Join(", ", node.Entries().Select(entry => $"{entry.Key}: {Show(entry.Value)}"))}}}";
}
