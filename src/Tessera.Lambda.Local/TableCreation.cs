using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local;

/// <summary>Creates the template's tables. One that is there already stays as it is: with an engine that keeps its data the second run finds them.</summary>
internal sealed class TableCreation(IAmazonDynamoDB client, LocalCloudLog log, TimeProvider time)
{
    private static readonly TimeSpan _statusInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Creates a table and waits until it can be used.</summary>
    /// <returns>The ARN of its stream; null where it has none.</returns>
    public async Task<string?> CreateAsync(TableDefinition table, CancellationToken cancellationToken)
    {
        try
        {
            await CreateNewAsync(table, cancellationToken).ConfigureAwait(false);
            var description = await WaitAsync(table.Name, cancellationToken).ConfigureAwait(false);
            if (table.TimeToLiveAttribute is { } attribute)
                await EnableTimeToLiveAsync(table.Name, attribute, cancellationToken).ConfigureAwait(false);
            return description.LatestStreamArn;
        }
        catch (AmazonDynamoDBException exception)
        {
            throw new TemplateException(table.Place, $"The table cannot be created: {exception.Message}", exception);
        }
    }

    private async Task CreateNewAsync(TableDefinition table, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateTableAsync(table.Request, cancellationToken).ConfigureAwait(false);
        }
        catch (ResourceInUseException)
        {
            log.Information($"Table {table.Name} is there already. It stays as it is.");
        }
    }

    private async Task<TableDescription> WaitAsync(string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            var description = (await client.DescribeTableAsync(name, cancellationToken).ConfigureAwait(false)).Table;
            if (description.TableStatus == TableStatus.ACTIVE)
                return description;
            await Task.Delay(_statusInterval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EnableTimeToLiveAsync(string name, string attribute, CancellationToken cancellationToken)
    {
        var current = await client.DescribeTimeToLiveAsync(name, cancellationToken).ConfigureAwait(false);
        if (current.TimeToLiveDescription.TimeToLiveStatus == TimeToLiveStatus.ENABLED)
            return;
        var specification = new TimeToLiveSpecification { AttributeName = attribute, Enabled = true };
        await client.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest { TableName = name, TimeToLiveSpecification = specification }, cancellationToken).ConfigureAwait(false);
    }
}
