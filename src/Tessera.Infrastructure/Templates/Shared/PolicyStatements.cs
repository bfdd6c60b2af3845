using Tessera.Infrastructure.Planning;
using Tessera.Infrastructure.Yaml;

namespace Tessera.Infrastructure.Templates;

/// <summary>What a function may do, as statements of a policy: the actions per table and index that its code uses, and nothing else.</summary>
internal static class PolicyStatements
{
    /// <summary>What Lambda needs to read a stream for a function.</summary>
    public static readonly IReadOnlyList<string> StreamActions =
        ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"];

    public static YamlList Of(FunctionPlan function)
    {
        var statements = YamlList.Of(function.Access.Select(Statement));
        if (function.Stream is not { } stream)
            return statements;
        statements.Add(Allow(StreamActions, Intrinsic.GetAtt(stream.Table.LogicalId, "StreamArn")));
        statements.Add(Allow(["sqs:SendMessage"], Intrinsic.GetAtt(stream.QueueId, "Arn")));
        return statements;
    }

    public static YamlMap Document(YamlList statements) => new() { { "Version", "2012-10-17" }, { "Statement", statements } };

    private static YamlNode Statement(AccessPlan access)
    {
        var table = access.Table.LogicalId;
        return Allow(access.Actions, access.Index is null ? Intrinsic.GetAtt(table, "Arn") : Intrinsic.Sub($"${{{table}.Arn}}/index/{access.Index}"));
    }

    private static YamlMap Allow(IReadOnlyList<string> actions, YamlNode resource) => new()
    {
        { "Effect", "Allow" },
        { "Action", actions.Count == 1 ? actions[0] : YamlList.Of(actions.Select(action => (YamlNode)action)) },
        { "Resource", resource },
    };
}
