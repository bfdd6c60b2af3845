using Tessera.Engine.Catalog;
using Tessera.Engine.Errors;
using Tessera.Engine.Protocol;

namespace Tessera.Engine.Operations.Tables;

/// <summary>The resource that a request about tags names by its ARN: always a table here.</summary>
internal static class TaggedTable
{
    private const int MaxArnLength = 1283;

    /// <exception cref="ServiceException">The ARN is missing or malformed.</exception>
    public static void Declare(ref Validator validator, string? arn)
    {
        validator.NotNull("resourceArn", arn);
        validator.Length("resourceArn", arn, 1, MaxArnLength);
    }

    /// <exception cref="ServiceException">There is no such table, or the ARN is of another kind.</exception>
    public static TableDefinition Find(RequestContext context, string arn)
    {
        if (!arn.StartsWith("arn:", StringComparison.Ordinal))
            throw TableSchemaRules.Invalid($"ARNs must start with 'arn:': {arn}");
        if (!arn.StartsWith("arn:aws:dynamodb:", StringComparison.Ordinal))
            throw TableSchemaRules.Invalid($"Provided Arn is not a DynamoDB resource arn: {arn}");
        if (arn.Contains("/index/", StringComparison.Ordinal))
            throw TableSchemaRules.Invalid($"Invalid resource arn provided, only table or stream is accepted. Provided resource arn: {arn}");
        return context.Catalog.FindTable(context.Region, arn) is { Status: not ResourceStatus.Creating } table
            ? table
            : throw new ServiceException(ErrorType.ResourceNotFound, $"Requested resource not found: ResourceArn: {arn} not found");
    }
}
