using System.Text.RegularExpressions;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Catalog;

/// <summary>Table names, and the ARNs that most operations take in their place.</summary>
internal static partial class TableName
{
    private const int MaxLength = 255;
    private const int MaxArnLength = 1024;
    private const string ShownPattern = "[a-zA-Z0-9_.-]+";
    private const string ArnStart = "arn:aws:dynamodb:";
    private const string TableResource = "table/";

    /// <summary>Declares what a data operation asks of its table's name, at a path such as <c>tableName</c>: it may be an ARN, and be short.</summary>
    public static void Validate(ref Validator validator, string path, string? nameOrArn)
    {
        validator.NotNull(path, nameOrArn);
        if (nameOrArn is null)
            return;
        var isArn = nameOrArn.StartsWith(ArnStart, StringComparison.Ordinal);
        validator.Length(path, nameOrArn, 1, isArn ? MaxArnLength : MaxLength);
        if (!isArn && nameOrArn.Length > 0)
            validator.Pattern(path, nameOrArn, Pattern(), ShownPattern);
    }

    /// <summary>Declares what a read asks of an index's name.</summary>
    public static void ValidateIndexName(ref Validator validator, string path, string? name)
    {
        validator.Length(path, name, 3, MaxLength);
        validator.Pattern(path, name, Pattern(), ShownPattern);
    }

    public static string ToArn(string name, string region, string accountId) => $"{ArnStart}{region}:{accountId}:{TableResource}{name}";

    /// <summary>The name that a name or table ARN stands for; false for an ARN of another region, account or kind.</summary>
    public static bool TryResolve(string nameOrArn, string region, string accountId, out string name)
    {
        name = nameOrArn;
        if (!nameOrArn.StartsWith(ArnStart, StringComparison.Ordinal))
            return true;
        var prefix = $"{ArnStart}{region}:{accountId}:{TableResource}";
        if (!nameOrArn.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        name = nameOrArn[prefix.Length..];
        return true;
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_.\-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
