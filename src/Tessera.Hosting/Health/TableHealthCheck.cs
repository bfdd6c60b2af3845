using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tessera.Hosting;

/// <summary>
/// Asks the service for a table's description: one request that costs no capacity. Healthy when the table and its indexes can be used, degraded while an
/// index is being built or removed, else what the registration says (unhealthy by default).
/// </summary>
internal sealed class TableHealthCheck<TTable>(TTable table) : IHealthCheck
    where TTable : TableContext
{
    /// <summary>How the check is registered: under the table's own name, whatever it is called in this environment.</summary>
    public static HealthCheckRegistration Registration(string modelName) =>
        new($"tessera:{modelName}", services => new TableHealthCheck<TTable>(services.GetRequiredService<TTable>()), failureStatus: null, ["tessera"]);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var response = await table.Client.DescribeTableAsync(new DescribeTableRequest { TableName = table.TableName }, cancellationToken).ConfigureAwait(false);
            return Judge(response.Table, context);
        }
        catch (ResourceNotFoundException error)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The table '{table.TableName}' does not exist.", error);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The table '{table.TableName}' cannot be described: {error.Message}", error);
        }
    }

    private HealthCheckResult Judge(TableDescription description, HealthCheckContext context)
    {
        var status = description.TableStatus;
        if (status != TableStatus.ACTIVE && status != TableStatus.UPDATING)
            return new HealthCheckResult(context.Registration.FailureStatus, $"The table '{table.TableName}' is {status}.");
        var missing = table.TableModel.Indexes.Where(index => !index.IsLocal).Select(index => index.Name)
            .Except((description.GlobalSecondaryIndexes ?? []).Where(IsActive).Select(index => index.IndexName), StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? HealthCheckResult.Healthy($"The table '{table.TableName}' is {status}.")
            : HealthCheckResult.Degraded($"The table '{table.TableName}' is {status}, but not its indexes {string.Join(", ", missing)}.");
    }

    private static bool IsActive(GlobalSecondaryIndexDescription index) => index.IndexStatus == IndexStatus.ACTIVE || index.IndexStatus == IndexStatus.UPDATING;
}
