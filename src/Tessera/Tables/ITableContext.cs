using Amazon.DynamoDBv2;

namespace Tessera;

/// <summary>Lets a host make a table context without reflection; generated for each.</summary>
/// <typeparam name="TSelf">The table context.</typeparam>
public interface ITableContext<TSelf>
    where TSelf : TableContext, ITableContext<TSelf>
{
    /// <summary>The table's description.</summary>
    static abstract TableModel Model { get; }

    /// <summary>Connects the table to a client.</summary>
    /// <param name="client">Any client.</param>
    /// <param name="options">How to work; <see langword="null"/> means all defaults.</param>
    /// <returns>The context.</returns>
    static abstract TSelf Create(IAmazonDynamoDB client, TableOptions? options = null);
}
