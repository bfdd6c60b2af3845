using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Tessera.Testing;

namespace Tessera.Lambda.Tests.EventSources;

/// <summary>The creation of the table of checkpoints.</summary>
public sealed class CheckpointTableTests
{
    [Theory]
    [InlineData("create in use", "describe ACTIVE")]
    [InlineData("create done", "describe unknown", "create in use", "describe CREATING", "describe ACTIVE")]
    [InlineData("create in use", "describe DELETING", "describe unknown", "create done", "describe CREATING", "describe ACTIVE")]
    [InlineData("create in use", "describe unknown", "create in use", "describe unknown", "create done", "describe ACTIVE")]
    public async Task EnsureCreatedAsync_TableInAnyStatus_EndsWhenItIsActive(params string[] calls)
    {
        var clock = new ManualClock();
        using var client = new ScriptedService(calls);
        var created = new DynamoDBCheckpointStore(client, "checkpoints", clock).EnsureCreatedAsync();
        while (!created.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await created;
        Assert.Equal(calls, client.Calls);
    }

    /// <summary>Answers each call by the script's next line; there is none after the last.</summary>
    private sealed class ScriptedService(string[] script) : AmazonDynamoDBClient(new AnonymousAWSCredentials(), RegionEndpoint.EUCentral1)
    {
        public List<string> Calls { get; } = [];

        public override Task<CreateTableResponse> CreateTableAsync(CreateTableRequest request, CancellationToken cancellationToken = default) =>
            Answer("create", request.TableName) == "in use"
                ? Task.FromException<CreateTableResponse>(new ResourceInUseException("Table already exists: checkpoints"))
                : Task.FromResult(new CreateTableResponse());

        public override Task<DescribeTableResponse> DescribeTableAsync(string tableName, CancellationToken cancellationToken = default)
        {
            var answer = Answer("describe", tableName);
            return answer == "unknown"
                ? Task.FromException<DescribeTableResponse>(new ResourceNotFoundException("Requested resource not found"))
                : Task.FromResult(new DescribeTableResponse { Table = new() { TableStatus = answer } });
        }

        private string Answer(string operation, string tableName)
        {
            Assert.Equal("checkpoints", tableName);
            var line = script[Calls.Count];
            Assert.StartsWith(operation + " ", line, StringComparison.Ordinal);
            Calls.Add(line);
            return line[(operation.Length + 1)..];
        }
    }
}
