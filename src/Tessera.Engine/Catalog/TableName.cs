using System.Text.RegularExpressions;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Catalog;

/// <summary>Table names, and the ARNs that most operations take in their place.</summary>
internal static partial class TableName
{
    private const int MinLength = 3;
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

    /// <summary>Declares what an operation on tables asks of a name or ARN: a name is at least three characters long.</summary>
    public static void ValidateManaged(ref Validator validator, string path, string nameOrArn)
    {
        if (nameOrArn.StartsWith(ArnStart, StringComparison.Ordinal))
            validator.Length(path, nameOrArn, 1, MaxArnLength);
        else
            ValidateForm(ref validator, path, nameOrArn);
    }

    /// <summary>Declares the form of the name of a new table, or of an index.</summary>
    public static void ValidateForm(ref Validator validator, string path, string? name)
    {
        validator.Pattern(path, name, Pattern(), ShownPattern);
        validator.Length(path, name, MinLength, MaxLength);
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
