using Amazon.DynamoDBv2.Model;
using Tessera.Mapping;
using Tessera.Transport;

namespace Tessera;

/// <summary>A prepared write of one item: it runs alone or in a transaction. For one use; not thread-safe.</summary>
public abstract class EntityWrite
{
    private protected EntityWrite(TableContext table) => Table = table;

    internal TableContext Table { get; }

    /// <summary>Create, Put, Update, Delete or Check.</summary>
    internal abstract string Name { get; }

    /// <summary>The member of a transaction's item: Put, Update, Delete or ConditionCheck.</summary>
    internal abstract string TransactionMember { get; }

    internal abstract string Entity { get; }

    internal abstract string DescribeKey();

    /// <summary>Writes everything inside the request's braces, which is the same alone and in a transaction.</summary>
    internal abstract void WriteBody(ItemWriter request);

    /// <summary>The stored item that DynamoDB returned with a failed condition, as an entity.</summary>
    internal abstract object? ReadStored(Dictionary<string, AttributeValue>? item);

    /// <summary>What a failed condition of this write means.</summary>
    internal abstract ConditionFailedException Explain(Dictionary<string, AttributeValue>? stored, Exception inner);

    /// <summary>Called when the transaction that the write belongs to has happened.</summary>
    internal virtual void Committed()
    {
    }

    /// <summary>Sends the write alone.</summary>
    private protected async Task<TransportResponse> SendAsync(TransportOperation operation, bool returnNew, CancellationToken cancellationToken)
    {
        using var request = new ItemWriter();
        request.Raw("{"u8);
        WriteBody(request);
        if (returnNew)
            request.Property("ReturnValues"u8, "ALL_NEW");
        Table.EndRequest(request);
        try
        {
            return await Table.SendAsync(operation, request, cancellationToken).ConfigureAwait(false);
        }
        catch (ConditionalCheckFailedException exception)
        {
            throw Explain(exception.Item is { Count: > 0 } stored ? stored : null, exception);
        }
    }
}
