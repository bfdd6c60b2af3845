using Amazon.DynamoDBv2;
using static Tessera.Transport.TransportOperation;

namespace Tessera.Transport;

/// <summary>
/// The transport for any client: a plain one, a mock, a decorator. Each request becomes an ordinary request of the SDK, and each response is written
/// back as the JSON that it came from. Thread-safe as far as the client is.
/// </summary>
internal sealed class OrdinaryTransport(IAmazonDynamoDB client) : ITransport
{
    /// <inheritdoc/>
    public async ValueTask<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken) => request.Operation switch
    {
        GetItem => GetItemJson.Write(await client.GetItemAsync(GetItemJson.Read(request), cancellationToken).ConfigureAwait(false)),
        PutItem => PutItemJson.Write(await client.PutItemAsync(PutItemJson.Read(request), cancellationToken).ConfigureAwait(false)),
        UpdateItem => UpdateItemJson.Write(await client.UpdateItemAsync(UpdateItemJson.Read(request), cancellationToken).ConfigureAwait(false)),
        DeleteItem => DeleteItemJson.Write(await client.DeleteItemAsync(DeleteItemJson.Read(request), cancellationToken).ConfigureAwait(false)),
        Query => QueryJson.Write(await client.QueryAsync(QueryJson.Read(request), cancellationToken).ConfigureAwait(false)),
        Scan => ScanJson.Write(await client.ScanAsync(ScanJson.Read(request), cancellationToken).ConfigureAwait(false)),
        BatchGetItem => BatchGetItemJson.Write(
            await client.BatchGetItemAsync(BatchGetItemJson.Read(request), cancellationToken).ConfigureAwait(false)),
        BatchWriteItem => BatchWriteItemJson.Write(
            await client.BatchWriteItemAsync(BatchWriteItemJson.Read(request), cancellationToken).ConfigureAwait(false)),
        TransactGetItems => TransactGetItemsJson.Write(
            await client.TransactGetItemsAsync(TransactGetItemsJson.Read(request), cancellationToken).ConfigureAwait(false)),
        TransactWriteItems => TransactWriteItemsJson.Write(
            await client.TransactWriteItemsAsync(TransactWriteItemsJson.Read(request), cancellationToken).ConfigureAwait(false)),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.Operation, "Not an operation of the mapper."),
    };
}
