using Amazon.DynamoDBv2.Model;

namespace Tessera;

public abstract partial class TableContext
{
    /// <summary>Creates the table with its indexes, stream and time to live if it is not there, and waits until it can be used; else compares it with the model.</summary>
    /// <remarks>
    /// For development, tests and first deployments: on-demand billing, no tags. In production create tables with your deployment and let this
    /// only check them. Indexes and attributes beyond the model are no difference, nor are a stream or time to live that the model has not.
    /// </remarks>
    /// <param name="cancellationToken">Stops the waiting; the table may be created nevertheless.</param>
    /// <returns>A task that ends when the table is active.</returns>
    /// <exception cref="TableMismatchException">
    /// The table exists with other keys, or without an index of the model or an attribute that it includes, or with another stream or time to live.
    /// </exception>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken = default)
    {
        var found = await DescribeAsync(cancellationToken).ConfigureAwait(false);
        var existing = found ?? await CreateAsync(cancellationToken).ConfigureAwait(false);
        for (var retry = 0; !TableDefinition.IsActive(existing); retry++)
        {
            if (existing.TableStatus == Amazon.DynamoDBv2.TableStatus.DELETING)
                throw Deleting();
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(1000, 50 << Math.Min(retry, 5))), Options.TimeProvider, cancellationToken).ConfigureAwait(false);
            existing = await DescribeAsync(cancellationToken).ConfigureAwait(false) ?? existing;
        }

        var differences = TableDefinition.Compare(TableModel, existing);
        if (TableModel.TimeToLiveAttribute is { } attribute && await EnsureTimeToLiveAsync(attribute, found is null || IsNew(found), cancellationToken).ConfigureAwait(false) is { } difference)
            differences.Add(difference);
        if (differences.Count > 0)
            throw new TableMismatchException(TableName, differences);
    }

    /// <summary>A table that was made just now, here or by another process, has not got its time to live yet; any other is only compared.</summary>
    private async Task<string?> EnsureTimeToLiveAsync(string attribute, bool isNew, CancellationToken cancellationToken)
    {
        var found = await DescribeTimeToLiveAsync(cancellationToken).ConfigureAwait(false);
        if (isNew && !TableDefinition.IsOn(found))
        {
            await TurnOnTimeToLiveAsync(attribute, cancellationToken).ConfigureAwait(false);
            found = await DescribeTimeToLiveAsync(cancellationToken).ConfigureAwait(false);
        }

        return TableDefinition.CompareTimeToLive(attribute, found);
    }

    private bool IsNew(TableDescription table) =>
        table.CreationDateTime is not { } created || (Options.TimeProvider.GetUtcNow() - created.ToUniversalTime()).Duration() < TimeSpan.FromMinutes(1);

    private async Task<TimeToLiveDescription?> DescribeTimeToLiveAsync(CancellationToken cancellationToken)
    {
        var response = await Client.DescribeTimeToLiveAsync(new DescribeTimeToLiveRequest { TableName = TableName }, cancellationToken).ConfigureAwait(false);
        return response.TimeToLiveDescription;
    }

    private async Task TurnOnTimeToLiveAsync(string attribute, CancellationToken cancellationToken)
    {
        try
        {
            var specification = new TimeToLiveSpecification { AttributeName = attribute, Enabled = true };
            await Client.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest { TableName = TableName, TimeToLiveSpecification = specification }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Amazon.DynamoDBv2.AmazonDynamoDBException exception) when (exception.ErrorCode == "ValidationException")
        {
            // Another process was faster; what it turned on is compared.
        }
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
