using Amazon.DynamoDBv2;
using Tessera.Infrastructure.Comparison;

namespace Tessera.Infrastructure;

/// <summary>Compares live tables with what the code says about them.</summary>
public static class TableComparer
{
    /// <summary>Compares one table.</summary>
    /// <param name="client">The service that has the table. It is only asked, never changed.</param>
    /// <param name="model">What the code says.</param>
    /// <param name="tableName">The table's name.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The differences, keys first.</returns>
    public static async Task<TableComparison> CompareAsync(IAmazonDynamoDB client, TableModel model, string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        var live = await LiveTable.ReadAsync(client, tableName, cancellationToken).ConfigureAwait(false);
        if (live is null)
            return new TableComparison(tableName, [new TableDifference("table", "none", tableName, TableChange.Create, "Deploy: the table is created.")], []);
        return new TableComparison(tableName, [.. new KeyComparison(model, live.Table).Compare(), .. new SettingComparison(model, live).Compare()], live.Notes);
    }
}
