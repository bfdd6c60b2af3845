namespace Tessera.Engine.Errors;

/// <summary>The error types that the engine answers with. <c>ErrorTable</c> maps each to its wire name and HTTP status.</summary>
public enum ErrorType
{
    /// <summary><c>ValidationException</c>.</summary>
    Validation,

    /// <summary><c>SerializationException</c>: the body is not JSON of the expected shape.</summary>
    Serialization,

    /// <summary><c>UnknownOperationException</c>.</summary>
    UnknownOperation,

    /// <summary><c>MissingAuthenticationTokenException</c>.</summary>
    MissingAuthenticationToken,

    /// <summary><c>IncompleteSignatureException</c>.</summary>
    IncompleteSignature,

    /// <summary><c>InvalidSignatureException</c>.</summary>
    InvalidSignature,

    /// <summary><c>AccessDeniedException</c>.</summary>
    AccessDenied,

    /// <summary><c>ConditionalCheckFailedException</c>.</summary>
    ConditionalCheckFailed,

    /// <summary><c>TransactionCanceledException</c>.</summary>
    TransactionCanceled,

    /// <summary><c>TransactionConflictException</c>.</summary>
    TransactionConflict,

    /// <summary><c>TransactionInProgressException</c>.</summary>
    TransactionInProgress,

    /// <summary><c>IdempotentParameterMismatchException</c>.</summary>
    IdempotentParameterMismatch,

    /// <summary><c>ResourceNotFoundException</c>.</summary>
    ResourceNotFound,

    /// <summary><c>ResourceInUseException</c>.</summary>
    ResourceInUse,

    /// <summary><c>LimitExceededException</c>.</summary>
    LimitExceeded,

    /// <summary><c>ItemCollectionSizeLimitExceededException</c>.</summary>
    ItemCollectionSizeLimitExceeded,

    /// <summary><c>ProvisionedThroughputExceededException</c>.</summary>
    ProvisionedThroughputExceeded,

    /// <summary><c>ExpiredIteratorException</c>: the iterator of a stream's shard is more than 15 minutes old.</summary>
    ExpiredIterator,

    /// <summary><c>TrimmedDataAccessException</c>: the records of a stream that were asked for are more than 24 hours old.</summary>
    TrimmedDataAccess,

    /// <summary>The body is over 16 MB: HTTP status 413.</summary>
    RequestTooLarge,

    /// <summary><c>InternalServerError</c>: a defect of the engine. No request should be able to cause it.</summary>
    InternalServerError,
}
