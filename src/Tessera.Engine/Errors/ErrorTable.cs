namespace Tessera.Engine.Errors;

/// <summary>How each error type goes over the wire: its name, the prefix of the layer that raises it, its HTTP status, the spelling of its message.</summary>
internal static class ErrorTable
{
    private const string Service = "com.amazonaws.dynamodb.v20120810#";
    private const string Coral = "com.amazon.coral.service#";
    private const string Validate = "com.amazon.coral.validate#";

    public static ErrorShape Shape(ErrorType type) => type switch
    {
        ErrorType.Validation => new(Validate, "ValidationException"),
        ErrorType.Serialization => new(Coral, "SerializationException", CapitalMessage: true),
        ErrorType.UnknownOperation => new(Coral, "UnknownOperationException"),
        ErrorType.MissingAuthenticationToken => new(Coral, "MissingAuthenticationTokenException"),
        ErrorType.IncompleteSignature => new(Coral, "IncompleteSignatureException"),
        ErrorType.InvalidSignature => new(Coral, "InvalidSignatureException"),
        ErrorType.AccessDenied => new(Coral, "AccessDeniedException", CapitalMessage: true),
        ErrorType.ConditionalCheckFailed => new(Service, "ConditionalCheckFailedException"),
        ErrorType.TransactionCanceled => new(Service, "TransactionCanceledException", CapitalMessage: true),
        ErrorType.TransactionConflict => new(Service, "TransactionConflictException"),
        ErrorType.TransactionInProgress => new(Service, "TransactionInProgressException", CapitalMessage: true),
        ErrorType.IdempotentParameterMismatch => new(Service, "IdempotentParameterMismatchException", CapitalMessage: true),
        ErrorType.ResourceNotFound => new(Service, "ResourceNotFoundException"),
        ErrorType.ResourceInUse => new(Service, "ResourceInUseException"),
        ErrorType.LimitExceeded => new(Service, "LimitExceededException"),
        ErrorType.ItemCollectionSizeLimitExceeded => new(Service, "ItemCollectionSizeLimitExceededException"),
        ErrorType.ProvisionedThroughputExceeded => new(Service, "ProvisionedThroughputExceededException"),
        ErrorType.ExpiredIterator => new(Service, "ExpiredIteratorException"),
        ErrorType.TrimmedDataAccess => new(Service, "TrimmedDataAccessException"),
        ErrorType.RequestTooLarge => new(Coral, "RequestEntityTooLargeException", 413),
        _ => new(Service, "InternalServerError", 500),
    };
}

/// <summary>One row of the <see cref="ErrorTable"/>.</summary>
/// <param name="Prefix">What stands before the name in <c>__type</c>.</param>
/// <param name="Name">The exception's name.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="CapitalMessage">Whether the message's member is <c>Message</c> and not <c>message</c>.</param>
internal readonly record struct ErrorShape(string Prefix, string Name, int Status = 400, bool CapitalMessage = false);
