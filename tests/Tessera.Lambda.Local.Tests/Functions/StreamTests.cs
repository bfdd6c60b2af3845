using Amazon.DynamoDBv2.Model;

namespace Tessera.Lambda.Local.Tests.Functions;

/// <summary>From a write to a table of the template to the function that its stream calls.</summary>
public sealed class StreamTests : IDisposable
{
    private const string Template = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Orders:
            Type: AWS::DynamoDB::Table
            Properties:
              TableName: orders
              BillingMode: PAY_PER_REQUEST
              AttributeDefinitions: [{ AttributeName: PK, AttributeType: S }]
              KeySchema: [{ AttributeName: PK, KeyType: HASH }]
              StreamSpecification: { StreamViewType: NEW_AND_OLD_IMAGES }
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: worker
              Handler: bootstrap
              Runtime: provided.al2023
              Environment: { Variables: { STREAM: !GetAtt Orders.StreamArn } }
              Events:
                Changes:
                  Type: DynamoDB
                  Properties:
                    Stream: !GetAtt Orders.StreamArn
                    StartingPosition: TRIM_HORIZON
                    FunctionResponseTypes: [ReportBatchItemFailures]
                    FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Stream_OfATableOfTheTemplate_CallsTheFunction()
    {
        _folder.WritePython("worker", """
            def handle(event, context):
                for record in event["Records"]:
                    print("record", record["eventName"], record["dynamodb"]["NewImage"]["PK"]["S"], record["eventSourceARN"] == os.environ["STREAM"], flush=True)
                return {"batchItemFailures": []}
            """);
        await using var cloud = await TestCloud.StartAsync(_folder, Template);

        await PutAsync(cloud, "1", "new");
        await PutAsync(cloud, "1", "changed");
        await PutAsync(cloud, "2", "new");

        await cloud.Log.WaitAsync("record INSERT 2 True");
        var lines = cloud.Log.Entries.Where(entry => entry.Kind == LogEntryKind.Output).Select(entry => entry.Text);
        Assert.Equal(["record INSERT 1 True", "record INSERT 2 True"], lines);
        Assert.Equal("Worker", cloud.Summary.Streams.Single().Function);
        await cloud.Log.WaitAsync(entry =>
            entry.Kind == LogEntryKind.Report && entry.Text.StartsWith("stream orders  ", StringComparison.Ordinal) && entry.Text.Contains(" record", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Stream_WithABatchThatFailed_ComesAgain()
    {
        _folder.WritePython("worker", """
            failed = False
            def handle(event, context):
                global failed
                if not failed:
                    failed = True
                    raise ValueError("not this time")
                print("second attempt", len(event["Records"]), flush=True)
                return None
            """);
        await using var cloud = await TestCloud.StartAsync(_folder, Template);
        await PutAsync(cloud, "1", "new");
        await cloud.Log.WaitAsync("second attempt 1");
        var failed = await cloud.Log.WaitAsync("tried again");
        Assert.Equal((LogEntryKind.Failure, "Worker", "stream orders  1 record, 1 failed, tried again in 1 s (attempt 2)"), (failed.Kind, failed.Source, failed.Text));
    }

    [Fact(Timeout = 60_000)]
    public async Task Stream_WithARecordThatIsGivenUp_NamesIt()
    {
        _folder.WritePython("worker", """
            def handle(event, context):
                failed = [r["dynamodb"]["SequenceNumber"] for r in event["Records"] if r["dynamodb"]["NewImage"]["PK"]["S"] == "2"]
                return {"batchItemFailures": [{"itemIdentifier": number} for number in failed]}
            """);
        await using var cloud = await TestCloud.StartAsync(
            _folder, Template.Replace("StartingPosition:", "MaximumRetryAttempts: 0\n            StartingPosition:", StringComparison.Ordinal));
        await PutAsync(cloud, "2", "new");

        var failed = await cloud.Log.WaitAsync("given up");
        Assert.Equal(
            (LogEntryKind.Error, "stream orders  1 record given up after 1 attempt (RetryAttemptsExhausted): INSERT {\"PK\":{\"S\":\"2\"}}"), (failed.Kind, failed.Text));
    }

    [Fact(Timeout = 60_000)]
    public async Task Tables_OfTheTemplate_AreCreatedWithTimeToLive()
    {
        _folder.WritePython("worker", "def handle(event, context): return None");
        var template = Template.Replace("StreamSpecification:", "TimeToLiveSpecification: { AttributeName: ExpiresAt, Enabled: true }\n      StreamSpecification:");
        await using var cloud = await TestCloud.StartAsync(_folder, template);

        Assert.Equal(["orders"], cloud.Summary.Tables);
        var timeToLive = (await cloud.Engine.Client.DescribeTimeToLiveAsync("orders", TestContext.Current.CancellationToken)).TimeToLiveDescription;
        Assert.Equal("ExpiresAt", timeToLive.AttributeName);
    }

    [Fact(Timeout = 60_000)]
    public async Task Tables_ThatTheEngineRefuses_AreNamedWithTheirPlace()
    {
        _folder.WritePython("worker", "def handle(event, context): return None");
        var template = Template.Replace("AttributeName: PK, KeyType: HASH", "AttributeName: Other, KeyType: HASH").Replace("TRIM_HORIZON", "MIDDLE");
        var error = await Assert.ThrowsAsync<TemplateException>(() => TestCloud.StartAsync(_folder, template));
        var lines = error.Message.Split('\n');
        Assert.StartsWith("template.yaml:4: Resources.Orders: The table cannot be created: ", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            "template.yaml:23: Resources.Worker.Properties.Events.Changes.Properties.StartingPosition: 'MIDDLE' is not known here. Write one of: TRIM_HORIZON, LATEST.",
            Assert.Single(lines[1..]));
    }

    private static Task<PutItemResponse> PutAsync(TestCloud cloud, string key, string state) => cloud.Engine.Client.PutItemAsync(
        new PutItemRequest { TableName = "orders", Item = new() { ["PK"] = new(key), ["State"] = new(state) } }, TestContext.Current.CancellationToken);
}
