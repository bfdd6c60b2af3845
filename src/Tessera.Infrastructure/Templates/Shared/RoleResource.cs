using Tessera.Infrastructure.Planning;
using Tessera.Infrastructure.Yaml;

namespace Tessera.Infrastructure.Templates;

/// <summary>The role that a function runs with, as an <c>AWS::IAM::Role</c>.</summary>
internal static class RoleResource
{
    /// <summary>Lets a function write its log.</summary>
    private const string BasicExecution = "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

    public static string IdOf(FunctionPlan function) => function.LogicalId + "Role";

    public static YamlMap Of(FunctionPlan function)
    {
        var statements = PolicyStatements.Of(function);
        return new YamlMap
        {
            { "Type", "AWS::IAM::Role" },
            {
                "Properties", new YamlMap
                {
                    { "AssumeRolePolicyDocument", PolicyStatements.Document([Trust()]) },
                    { "ManagedPolicyArns", new YamlList { Intrinsic.Sub(BasicExecution) } },
                    { "Policies", statements.Count == 0 ? null : new YamlList { Policy(statements) }, function.Notes },
                }
            },
        };
    }

    private static YamlMap Trust() => new()
    {
        { "Effect", "Allow" },
        { "Principal", new YamlMap { { "Service", "lambda.amazonaws.com" } } },
        { "Action", "sts:AssumeRole" },
    };

    private static YamlMap Policy(YamlList statements) => new() { { "PolicyName", "tables" }, { "PolicyDocument", PolicyStatements.Document(statements) } };
}
