using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Tessera.Testing;

namespace Tessera.Lambda.Tests.EventSources;

/// <summary>The creation of the table of checkpoints.</summary>
public sealed class CheckpointTableTests
{
    [Fact]
    public async Task EnsureCreatedAsync_TableThatIsNotKnownEverywhereYet_IsWaitedFor()
    {
        var clock = new ManualClock();
        using var client = new SlowService();
        var created = new DynamoDBCheckpointStore(client, "checkpoints", clock).EnsureCreatedAsync();
        while (!created.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await created;
        Assert.Equal(["create checkpoints", "unknown", "CREATING", "ACTIVE"], client.Calls);
    }

    private sealed class SlowService() : AmazonDynamoDBClient(new AnonymousAWSCredentials(), RegionEndpoint.EUCentral1)
    {
        public List<string> Calls { get; } = [];

        public override Task<CreateTableResponse> CreateTableAsync(CreateTableRequest request, CancellationToken cancellationToken = default)
        {
            Calls.Add("create " + request.TableName);
            return Task.FromResult(new CreateTableResponse());
        }

        public override Task<DescribeTableResponse> DescribeTableAsync(string tableName, CancellationToken cancellationToken = default)
        {
            Calls.Add(Calls.Count switch { 1 => "unknown", 2 => "CREATING", _ => "ACTIVE" });
            return Calls[^1] == "unknown"
                ? Task.FromException<DescribeTableResponse>(new ResourceNotFoundException("Requested resource not found"))
                : Task.FromResult(new DescribeTableResponse { Table = new() { TableStatus = Calls[^1] } });
        }
    }
}
