namespace Tessera.Infrastructure.Planning;

/// <summary>
/// A customer's key that a function needs: DynamoDB asks it in the name of the caller, so a function that may use a table, or read its stream, but not the
/// key is denied.
/// </summary>
internal sealed record KeyUse(TablePlan Table, bool IsWritten)
{
    /// <summary>The key answers to DynamoDB alone, in whatever region.</summary>
    public const string Service = "dynamodb.*.amazonaws.com";

    private const string AliasPrefix = "alias/";

    private static readonly string[] _readingActions =
        ["dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PartiQLSelect", "dynamodb:Query", "dynamodb:Scan"];

    public IReadOnlyList<string> Actions => IsWritten
        ? ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        : ["kms:Decrypt", "kms:DescribeKey"];

    /// <summary>The key as the code names it: an ARN, an id or an alias.</summary>
    public string Key => Table.Deployment.EncryptionKey!;

    /// <summary>The alias, where the code names the key by one: policies name keys, so an alias has to be a condition.</summary>
    public string? Alias => Key.IndexOf(AliasPrefix, StringComparison.Ordinal) is >= 0 and var start ? Key[start..] : null;

    /// <summary>The keys behind the tables that a function uses and the stream that it reads, each once.</summary>
    public static IEnumerable<KeyUse> Of(FunctionPlan function) =>
        from use in function.Access.Select(access => new KeyUse(access.Table, access.Actions.Except(_readingActions).Any())).Concat(OfStream(function))
        where use.Table.Deployment.EncryptionKey is not null
        group use by use.Key into uses
        select new KeyUse(uses.First().Table, uses.Any(use => use.IsWritten));

    private static IEnumerable<KeyUse> OfStream(FunctionPlan function) => function.Stream is { } stream ? [new KeyUse(stream.Table, IsWritten: false)] : [];
}
