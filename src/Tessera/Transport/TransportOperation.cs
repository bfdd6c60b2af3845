namespace Tessera.Transport;

/// <summary>The operations that the mapper sends as bytes. Everything else (creating tables, and so on) is an ordinary call of the SDK.</summary>
internal enum TransportOperation
{
    GetItem,
    PutItem,
    UpdateItem,
    DeleteItem,
    Query,
    Scan,
    BatchGetItem,
    BatchWriteItem,
    TransactGetItems,
    TransactWriteItems,
}
