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
        if (function.Stream is { } stream)
        {
            statements.Add(Allow(StreamActions, Intrinsic.GetAtt(stream.Table.LogicalId, "StreamArn")));
            statements.Add(Allow(["sqs:SendMessage"], Intrinsic.GetAtt(stream.QueueId, "Arn")));
        }

        foreach (var use in KeyUse.Of(function))
            statements.Add(KeyStatement(use));
        return statements;
    }

    public static YamlMap Document(YamlList statements) => new() { { "Version", "2012-10-17" }, { "Statement", statements } };

    private static YamlNode Statement(AccessPlan access)
    {
        var table = access.Table.LogicalId;
        return Allow(access.Actions, access.Index is null ? Intrinsic.GetAtt(table, "Arn") : Intrinsic.Sub($"${{{table}.Arn}}/index/{access.Index}"));
    }

    private static YamlMap KeyStatement(KeyUse use)
    {
        var statement = Allow(use.Actions, KeyArn(use));
        var condition = new YamlMap { { "StringLike", new YamlMap { { "kms:ViaService", KeyUse.Service } } } };
        if (use.Alias is { } alias)
            condition.Add("ForAnyValue:StringEquals", new YamlMap { { "kms:ResourceAliases", alias } });
        statement.Add("Condition", condition);
        return statement;
    }

    private static YamlNode KeyArn(KeyUse use)
    {
        const string Keys = "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/";
        if (use.Alias is not null)
            return Intrinsic.Sub(Keys + "*");
        return use.Key.StartsWith("arn:", StringComparison.Ordinal) ? use.Key : Intrinsic.Sub(Keys + use.Key);
    }

    private static YamlMap Allow(IReadOnlyList<string> actions, YamlNode resource) => new()
    {
        { "Effect", "Allow" },
        { "Action", actions.Count == 1 ? actions[0] : YamlList.Of(actions.Select(action => (YamlNode)action)) },
        { "Resource", resource },
    };
}
