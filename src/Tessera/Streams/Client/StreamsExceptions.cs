using System.Net;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace Tessera;

/// <summary>A shard iterator is older than the 15 minutes for which it can be used. Get another one: nothing is lost.</summary>
public sealed class ExpiredIteratorException : AmazonDynamoDBException
{
    /// <summary>Makes one with a message.</summary>
    /// <param name="message">The service's message.</param>
    public ExpiredIteratorException(string message)
        : base(message)
    {
    }

    internal ExpiredIteratorException(string message, Exception? inner, ErrorType type, string code, string requestId, HttpStatusCode status)
        : base(message, inner, type, code, requestId, status)
    {
    }
}

/// <summary>The stream no longer has the records that were asked for: it keeps them for 24 hours. Go on at the oldest that it has (TRIM_HORIZON).</summary>
public sealed class TrimmedDataAccessException : AmazonDynamoDBException
{
    /// <summary>Makes one with a message.</summary>
    /// <param name="message">The service's message.</param>
    public TrimmedDataAccessException(string message)
        : base(message)
    {
    }

    internal TrimmedDataAccessException(string message, Exception? inner, ErrorType type, string code, string requestId, HttpStatusCode status)
        : base(message, inner, type, code, requestId, status)
    {
    }
}
