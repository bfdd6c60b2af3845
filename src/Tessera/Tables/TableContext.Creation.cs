using Amazon.DynamoDBv2.Model;

namespace Tessera;

public abstract partial class TableContext
{
    /// <summary>Creates the table with all its indexes if it is not there, and waits until it can be used; else compares it with the model.</summary>
    /// <remarks>
    /// For development, tests and first deployments: on-demand billing, no tags. In production create tables with your deployment and let this
    /// only check them. Indexes and attributes beyond the model are no difference.
    /// </remarks>
    /// <param name="cancellationToken">Stops the waiting; the table may be created nevertheless.</param>
    /// <returns>A task that ends when the table is active.</returns>
    /// <exception cref="TableMismatchException">The table exists with other keys, or without an index of the model or an attribute that it includes.</exception>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken = default)
    {
        var existing = await DescribeAsync(cancellationToken).ConfigureAwait(false) ?? await CreateAsync(cancellationToken).ConfigureAwait(false);
        for (var retry = 0; !TableDefinition.IsActive(existing); retry++)
        {
            if (existing.TableStatus == Amazon.DynamoDBv2.TableStatus.DELETING)
                throw Deleting();
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(1000, 50 << Math.Min(retry, 5))), Options.TimeProvider, cancellationToken).ConfigureAwait(false);
            existing = await DescribeAsync(cancellationToken).ConfigureAwait(false) ?? existing;
        }

        var differences = TableDefinition.Compare(TableModel, existing);
        if (differences.Count > 0)
            throw new TableMismatchException(TableName, differences);
    }

    private async Task<TableDescription?> DescribeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var response = await Client.DescribeTableAsync(new DescribeTableRequest { TableName = TableName }, cancellationToken).ConfigureAwait(false);
            return response.Table;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    private async Task<TableDescription> CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            var response = await Client.CreateTableAsync(TableDefinition.Request(TableModel, TableName), cancellationToken).ConfigureAwait(false);
            return response.TableDescription;
        }
        catch (ResourceInUseException)
        {
            // Another process was faster; its table is compared like any other.
            return await DescribeAsync(cancellationToken).ConfigureAwait(false) ?? throw Deleting();
        }
    }

    private InvalidOperationException Deleting() => new($"The table '{TableName}' is being deleted. Try again when it is gone.");
}
