using YamlDotNet.RepresentationModel;

namespace Tessera.Lambda.Local.Templates;

/// <summary>One call of an intrinsic function: where it stands, and how its arguments are read.</summary>
internal sealed record IntrinsicCall(TemplateScope Scope, YamlNode Node, string Path, string Name)
{
    /// <summary>The argument of the short form is the node that carries the tag: it is itself, and not another call.</summary>
    public string Text(YamlNode argument)
    {
        var value = ReferenceEquals(argument, Node) ? argument : Intrinsics.Reduce(Scope, argument, Path);
        return value is YamlScalarNode { Value: { } text } ? text : throw Error("Expected a text.");
    }

    public IReadOnlyList<YamlNode> List(YamlNode argument)
    {
        var value = ReferenceEquals(argument, Node) ? argument : Intrinsics.Reduce(Scope, argument, Path);
        if (value is not YamlSequenceNode list)
            throw Error("Expected a list.");
        return [.. list.Children.Select(child => Intrinsics.Reduce(Scope, child, Path)).OfType<YamlNode>()];
    }

    public (YamlNode First, YamlNode Second) Two(YamlNode argument) => argument is YamlSequenceNode { Children: [var first, var second] }
        ? (first, second)
        : throw Error("It takes a list of two values.");

    public TemplateException Error(string text) => Scope.File.Error(Node, Path, $"{(Name is "Ref" or "Condition" ? "" : "Fn::")}{Name}: {text}");
}
