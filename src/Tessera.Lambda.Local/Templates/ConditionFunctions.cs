using YamlDotNet.RepresentationModel;

namespace Tessera.Lambda.Local.Templates;

/// <summary>The functions of the Conditions section.</summary>
internal static class ConditionFunctions
{
    public static bool IsTrue(TemplateScope scope, YamlNode expression, string path)
    {
        var (name, argument) = FindCall(expression)
            ?? throw scope.File.Error(expression, path, "This is not a condition. Write Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition.");
        var call = new IntrinsicCall(scope, expression, path, name);
        return name switch
        {
            "Condition" => scope.IsTrue(call.Text(argument), expression, path),
            "Equals" => AreEqual(call, argument),
            "And" => Parts(call, argument).All(part => IsTrue(scope, part, path)),
            "Or" => Parts(call, argument).Any(part => IsTrue(scope, part, path)),
            "Not" => !IsTrue(scope, Parts(call, argument)[0], path),
            _ => throw call.Error("This is not a condition. Write Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition."),
        };
    }

    private static (string Name, YamlNode Argument)? FindCall(YamlNode node) =>
        node is YamlMappingNode { Children: [{ Key: YamlScalarNode { Value: "Condition" }, Value: var condition }] }
            ? ("Condition", condition)
            : Intrinsics.FindCall(node);

    private static bool AreEqual(IntrinsicCall call, YamlNode argument)
    {
        var (left, right) = call.Two(argument);
        return call.Text(left) == call.Text(right);
    }

    private static IList<YamlNode> Parts(IntrinsicCall call, YamlNode argument) =>
        argument is YamlSequenceNode { Children: { Count: > 0 } parts } ? parts : throw call.Error("It takes a list of conditions.");
}
