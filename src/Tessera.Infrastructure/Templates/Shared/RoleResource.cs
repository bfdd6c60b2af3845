using Tessera.Infrastructure.Planning;
using Tessera.Infrastructure.Yaml;

namespace Tessera.Infrastructure.Templates;

/// <summary>The role that a function runs with, as an <c>AWS::IAM::Role</c>.</summary>
internal static class RoleResource
{
    /// <summary>Lets a function write its log.</summary>
    private const string BasicExecution = "service-role/AWSLambdaBasicExecutionRole";

    /// <summary>Lets a function send its traces.</summary>
    private const string Tracing = "AWSXRayDaemonWriteAccess";

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
                    { "ManagedPolicyArns", new YamlList { Managed(BasicExecution), Managed(Tracing) } },
                    { "Policies", statements.Count == 0 ? null : new YamlList { Policy(statements) }, function.Notes },
                }
            },
        };
    }

    private static YamlNode Managed(string policy) => Intrinsic.Sub($"arn:${{AWS::Partition}}:iam::aws:policy/{policy}");

    private static YamlMap Trust() => new()
    {
        { "Effect", "Allow" },
        { "Principal", new YamlMap { { "Service", "lambda.amazonaws.com" } } },
        { "Action", "sts:AssumeRole" },
    };

    private static YamlMap Policy(YamlList statements) => new() { { "PolicyName", "Tables" }, { "PolicyDocument", PolicyStatements.Document(statements) } };
}
