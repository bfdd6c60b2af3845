using System.Net;
using System.Text;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Tessera.Local;
using Tessera.Tests.Transport;

namespace Tessera.Tests.Streams.Client;

/// <summary>What the client sends, what it makes of answers, and what it tries again.</summary>
public sealed class DynamoDBStreamsClientTests
{
    private const string Arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/shop/stream/2025-01-01T00:00:00.000";

    public static TheoryData<string, string, string> Requests => new()
    {
        { "ListStreams", "none", "{}" },
        { "ListStreams", "all", """{"TableName":"shop","ExclusiveStartStreamArn":"a","Limit":7}""" },
        { "DescribeStream", "none", $$"""{"StreamArn":"{{Arn}}"}""" },
        { "DescribeStream", "all", $$"""{"StreamArn":"{{Arn}}","ExclusiveStartShardId":"s1"}""" },
        { "GetShardIterator", "none", $$"""{"StreamArn":"{{Arn}}","ShardId":"s1","ShardIteratorType":"TRIM_HORIZON"}""" },
        { "GetShardIterator", "latest", $$"""{"StreamArn":"{{Arn}}","ShardId":"s1","ShardIteratorType":"LATEST"}""" },
        { "GetShardIterator", "at", $$"""{"StreamArn":"{{Arn}}","ShardId":"s1","ShardIteratorType":"AT_SEQUENCE_NUMBER","SequenceNumber":"5"}""" },
        { "GetShardIterator", "after", $$"""{"StreamArn":"{{Arn}}","ShardId":"s1","ShardIteratorType":"AFTER_SEQUENCE_NUMBER","SequenceNumber":"5"}""" },
        { "GetRecords", "none", """{"ShardIterator":"it"}""" },
        { "GetRecords", "all", """{"ShardIterator":"it","Limit":7}""" },
    };

    private static Task CallAsync(DynamoDBStreamsClient client, string operation, string arguments) => (operation, arguments) switch
    {
        ("ListStreams", "none") => client.ListStreamsAsync(),
        ("ListStreams", _) => client.ListStreamsAsync("shop", "a", 7),
        ("DescribeStream", "none") => client.DescribeStreamAsync(Arn),
        ("DescribeStream", _) => client.DescribeStreamAsync(Arn, "s1"),
        ("GetShardIterator", "none") => client.GetShardIteratorAsync(Arn, "s1", default),
        ("GetShardIterator", "latest") => client.GetShardIteratorAsync(Arn, "s1", ShardStart.Latest),
        ("GetShardIterator", "at") => client.GetShardIteratorAsync(Arn, "s1", ShardStart.At("5")),
        ("GetShardIterator", _) => client.GetShardIteratorAsync(Arn, "s1", ShardStart.After("5")),
        ("GetRecords", "none") => client.GetRecordsAsync("it"),
        _ => client.GetRecordsAsync("it", 7),
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Operation_Sends_ASignedRequest(string operation, string arguments, string body)
    {
        using var server = new CannedServer().Answer("""{"ShardIterator":"x","StreamDescription":{},"Records":[]}""");
        using var client = InProcessClient.CreateStreams(server, "eu-west-1");

        await CallAsync(client, operation, arguments);

        var sent = Assert.Single(server.Sent);
        Assert.Equal("POST", sent.Method);
        Assert.Equal("DynamoDBStreams_20120810." + operation, sent.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.0", sent.Headers["Content-Type"]);
        Assert.Equal(body, sent.Body);
        Assert.Matches("^AWS4-HMAC-SHA256 Credential=local/[0-9]{8}/eu-west-1/dynamodb/aws4_request, SignedHeaders=.*x-amz-target.*, Signature=[0-9a-f]{64}$",
            sent.Headers["Authorization"]);
    }

    [Theory]
    [InlineData("eu-west-1", false, false, "https://streams.dynamodb.eu-west-1.amazonaws.com/")]
    [InlineData("cn-north-1", false, false, "https://streams.dynamodb.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", false, false, "https://streams.dynamodb.us-gov-west-1.amazonaws.com/")]
    [InlineData("us-gov-west-1", true, false, "https://streams.dynamodb.us-gov-west-1.amazonaws.com/")]
    [InlineData("us-east-1", true, false, "https://streams.dynamodb-fips.us-east-1.amazonaws.com/")]
    [InlineData("us-east-1", false, true, "https://streams-dynamodb.us-east-1.api.aws/")]
    [InlineData("us-east-1", true, true, "https://streams-dynamodb-fips.us-east-1.api.aws/")]
    public void Endpoint_IsThatOfTheRegion(string region, bool fips, bool dualStack, string expected)
    {
        var config = new DynamoDBStreamsConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), UseFIPSEndpoint = fips, UseDualstackEndpoint = dualStack };

        var endpoint = config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new GetItemRequest()));

        Assert.Equal(expected, new Uri(endpoint.URL).ToString());
    }

    [Fact]
    public void Endpoint_ComesFromTheEnvironment()
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", "http://streams.test:8000");
        try
        {
            var config = new DynamoDBStreamsConfig { RegionEndpoint = RegionEndpoint.EUWest1 };

            var endpoint = config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new GetItemRequest()));

            Assert.Equal("http://streams.test:8000/", new Uri(endpoint.URL).ToString());
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", null);
        }
    }

    [Theory]
    [InlineData("ExpiredIteratorException", typeof(ExpiredIteratorException))]
    [InlineData("TrimmedDataAccessException", typeof(TrimmedDataAccessException))]
    [InlineData("ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData("LimitExceededException", typeof(LimitExceededException))]
    [InlineData("ThrottlingException", typeof(ThrottlingException))]
    [InlineData("InternalServerError", typeof(InternalServerErrorException))]
    [InlineData("ValidationException", typeof(AmazonDynamoDBException))]
    public async Task Error_IsATypedException(string type, Type expected)
    {
        using var server = new CannedServer().Fail(type, "what happened");
        using var client = InProcessClient.CreateStreams(server);

        var error = await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(() => client.GetRecordsAsync("it"));

        Assert.IsType(expected, error);
        Assert.Equal(("what happened", type, "REQUEST-1", HttpStatusCode.BadRequest), (error.Message, error.ErrorCode, error.RequestId, error.StatusCode));
    }

    [Theory]
    [InlineData("InternalServerError", HttpStatusCode.InternalServerError, 3)]
    [InlineData("ThrottlingException", HttpStatusCode.BadRequest, 3)]
    [InlineData("LimitExceededException", HttpStatusCode.BadRequest, 3)]
    [InlineData("ResourceNotFoundException", HttpStatusCode.BadRequest, 1)]
    [InlineData("ExpiredIteratorException", HttpStatusCode.BadRequest, 1)]
    public async Task Error_ThatMayPass_IsTriedAgain(string type, HttpStatusCode status, int calls)
    {
        using var server = new CannedServer().Fail(type, status: status).Fail(type, status: status).Answer("""{"Records":[]}""");
        using var client = InProcessClient.CreateStreams(server, configure: config => config.MaxErrorRetry = 2);

        var call = client.GetRecordsAsync("it");

        if (calls == 3)
            (await call).Dispose();
        else
            await Assert.ThrowsAnyAsync<AmazonServiceException>(() => call);
        Assert.Equal(calls, server.Sent.Count);
        Assert.All(server.Sent, sent => Assert.Equal("""{"ShardIterator":"it"}""", sent.Body));
    }

    [Theory]
    [InlineData("""{"NextShardIterator":"next","Records":[{"a":{"NextShardIterator":"not this"}}]}""", "next")]
    [InlineData("""{"Records":[ {"a":1} ],"NextShardIterator":"next"}""", "next")]
    [InlineData("""{"Records":[],"NextShardIterator":null}""", null)]
    [InlineData("""{"Records":[]}""", null)]
    public async Task GetRecordsAsync_GivesTheBytesOfTheService(string body, string? next)
    {
        using var server = new CannedServer().Answer(body, chunked: true);
        using var client = InProcessClient.CreateStreams(server);

        using var page = await client.GetRecordsAsync("it");

        Assert.Equal(body, Encoding.UTF8.GetString(page.Body.Span));
        Assert.Equal(next, page.NextShardIterator);
    }

    [Fact]
    public async Task GetRecordsAsync_WithAChecksumThatDiffers_IsTriedAgain()
    {
        using var server = new CannedServer().Answer("""{"Records":[]}""", crc: 1).Answer("""{"Records":[],"NextShardIterator":"next"}""");
        using var client = InProcessClient.CreateStreams(server, configure: config => config.MaxErrorRetry = 1);

        using var page = await client.GetRecordsAsync("it");

        Assert.Equal("next", page.NextShardIterator);
    }

    [Fact]
    public async Task DescribeStreamAsync_ReadsStreamAndShards()
    {
        using var server = new CannedServer().Answer(
            $$"""
            {"StreamDescription":{"CreationRequestDateTime":1.4E9,"StreamArn":"{{Arn}}","StreamLabel":"l","StreamStatus":"ENABLED","StreamViewType":"NEW_IMAGE",
            "TableName":"shop","KeySchema":[{"AttributeName":"PK","KeyType":"HASH"},{"AttributeName":"SK","KeyType":"RANGE"}],"LastEvaluatedShardId":"s2",
            "Shards":[{"ShardId":"s1","SequenceNumberRange":{"StartingSequenceNumber":"1","EndingSequenceNumber":"9"} },
            {"ShardId":"s2","ParentShardId":"s1","SequenceNumberRange":{"StartingSequenceNumber":"10"} } ] } }
            """);
        using var client = InProcessClient.CreateStreams(server);

        var stream = await client.DescribeStreamAsync(Arn);

        Assert.Equal((Arn, "l", "ENABLED", StreamView.NewImage, "shop", "PK", "SK", "s2"), (
            stream.StreamArn, stream.StreamLabel, stream.StreamStatus, stream.View, stream.TableName, stream.PartitionKey, stream.SortKey, stream.LastEvaluatedShardId));
        Assert.Equal([new("s1", null, "1", "9"), new("s2", "s1", "10", null)], stream.Shards);
        Assert.Equal([true, false], stream.Shards.Select(shard => shard.IsClosed));
    }

    [Fact]
    public async Task ListStreamsAsync_ReadsThePage()
    {
        using var server = new CannedServer().Answer(
            """{"Streams":[{"StreamArn":"a","TableName":"t","StreamLabel":"l"}],"LastEvaluatedStreamArn":"a"}""");
        using var client = InProcessClient.CreateStreams(server);

        var listing = await client.ListStreamsAsync();

        Assert.Equal([new("a", "t", "l")], listing.Streams);
        Assert.Equal("a", listing.LastEvaluatedStreamArn);
    }
}
