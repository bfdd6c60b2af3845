using Tessera.Engine.Errors;
using Tessera.Engine.Operations.Tables;
using Tessera.Engine.Protocol;
using Tessera.Engine.Streams;

namespace Tessera.Engine.Operations.Streams;

/// <summary>What the operations on streams demand of their parameters, in the service's words.</summary>
internal static class StreamRules
{
    private const int ShardIdLengthMin = 28;
    private const int ShardIdLengthMax = 65;
    private const int ArnLengthMax = 1024;
    private const int ArnParts = 6;

    public static void DeclareArn(ref Validator validator, string path, string? arn) => validator.Length(path, arn, 0, ArnLengthMax);

    public static void DeclareShardId(ref Validator validator, string path, string? shardId) =>
        validator.Length(path, shardId, ShardIdLengthMin, ShardIdLengthMax);

    public static void DeclareLimit(ref Validator validator, int? limit) => validator.Range("limit", limit, 1);

    public static void CheckLimit(int? limit, int max)
    {
        if (limit > max)
            throw TableSchemaRules.Invalid($"Limit should be less than or equal to {max}");
    }

    /// <summary>The stream of an ARN in the request's region.</summary>
    /// <exception cref="ServiceException">It is no ARN of a stream, or there is no such stream (any more).</exception>
    public static StreamDefinition Find(RequestContext context, string arn)
    {
        if (!IsStreamArn(arn))
            throw ServiceException.Validation("Invalid StreamArn");
        return context.Catalog.Streams.Find(context.Region, arn)
            ?? throw new ServiceException(ErrorType.ResourceNotFound, $"Requested resource not found: Stream: {arn} not found");
    }

    public static ServiceException Trimmed() => new(ErrorType.TrimmedDataAccess, "The data you are trying to access has been trimmed");

    /// <summary>Whether it has the form <c>arn:aws:dynamodb:region:account:table/name/stream/label</c>.</summary>
    private static bool IsStreamArn(string arn)
    {
        var parts = arn.Split(':', ArnParts);
        if (parts.Length != ArnParts || parts is not ["arn", "aws", "dynamodb", ..])
            return false;
        var resource = parts[^1].Split('/');
        return resource is ["table", { Length: > 0 }, "stream", { Length: > 0 }];
    }
}
