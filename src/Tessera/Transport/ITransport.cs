using Amazon.DynamoDBv2;

namespace Tessera.Transport;

/// <summary>
/// The seam between the mapper and the AWS SDK: a request goes out as UTF-8 DynamoDB JSON and its response comes back as UTF-8 DynamoDB JSON.
/// Credentials, signing, endpoints, retries and telemetry stay the SDK's, and errors are the SDK's own exceptions. Thread-safe.
/// </summary>
internal interface ITransport
{
    /// <summary>The transport that goes with a client: the fast path for a <see cref="TesseraDynamoDBClient"/>, ordinary calls for any other.</summary>
    static ITransport For(IAmazonDynamoDB client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client as ITransport ?? new OrdinaryTransport(client);
    }

    /// <summary>Sends a request.</summary>
    /// <param name="request">The whole request. It stays the caller's, who disposes of it after the call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The response's body. The caller disposes of it after reading; nothing read from it may keep a reference into it.</returns>
    /// <exception cref="AmazonDynamoDBException">The service's error, as the type of the SDK that belongs to it.</exception>
    ValueTask<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken);
}
