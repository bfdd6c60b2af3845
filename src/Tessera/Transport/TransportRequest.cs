namespace Tessera.Transport;

/// <summary>
/// One request: its operation, its table, and its body, which the caller writes as UTF-8 DynamoDB JSON into a pooled buffer.
/// Used by one caller at a time; it may be sent more than once, and cleared and written anew for the next page.
/// </summary>
/// <param name="operation">The operation.</param>
/// <param name="tableName">The table's name or ARN, as it stands in the body. With an ARN the SDK finds the owner's endpoint.</param>
/// <param name="capacity">How many bytes the body is expected to have.</param>
internal sealed class TransportRequest(TransportOperation operation, string tableName, int capacity = 1024) : PooledBuffer(capacity)
{
    public TransportOperation Operation => operation;

    public string TableName => tableName;

    /// <summary>The body: what has been written.</summary>
    public ReadOnlyMemory<byte> Body => Written;
}
