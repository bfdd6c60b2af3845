using System.Net;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Tessera.Local;
using Tessera.Transport;

namespace Tessera.Tests.Transport;

/// <summary>What holds for the fast path and for ordinary clients alike, over canned responses.</summary>
public sealed class BothTransportsTests
{
    private const string GetRequest = """{"TableName":"shop","Key":{"PK":{"S":"USER#1"}}}""";
    private const string TransactRequest = """{"TransactItems":[{"Delete":{"TableName":"shop","Key":{"PK":{"S":"a"}}}}],"ClientRequestToken":"t"}""";

    /// <summary>The ordinary client's own marshaller and unmarshaller judge our conversion of the request and of the response.</summary>
    [Theory]
    [MemberData(nameof(Exchanges.All), MemberType = typeof(Exchanges))]
    public async Task SendAsync_EveryOperation_SaysTheSameBothWays(string name, string request, string response)
    {
        var operation = Exchanges.Operation(name);
        using var server = new CannedServer().Answer(response);
        using var fast = server.CreateFast();
        using var plain = InProcessClient.Create(server);

        var throughFast = await Send.Async(fast, operation, request);
        var throughPlain = await Send.Async(plain, operation, request);

        Assert.Equal(response, throughFast);
        Send.AssertSame(response, throughPlain);
        Assert.Equal(request, server.Sent[0].Body);
        Send.AssertSame(request, server.Sent[1].Body);
    }

    /// <summary>An upgrade of the SDK that sends another header, path or version must be noticed here.</summary>
    [Theory]
    [MemberData(nameof(Exchanges.All), MemberType = typeof(Exchanges))]
    public async Task SendAsync_EveryOperation_SendsTheSdksHeaders(string name, string request, string response)
    {
        using var server = new CannedServer().Answer(response);
        using var fast = server.CreateFast();
        using var plain = InProcessClient.Create(server);

        await Send.Async(fast, Exchanges.Operation(name), request);
        await Send.Async(plain, Exchanges.Operation(name), request);

        var (ours, theirs) = (server.Sent[0], server.Sent[1]);
        Assert.Equal("DynamoDB_20120810." + name, ours.Headers["X-Amz-Target"]);
        Assert.Equal(theirs.Headers.Keys.Order(), ours.Headers.Keys.Order());
        string[] differing = ["Authorization", "X-Amz-Date", "X-Amz-Content-SHA256", "Content-Length", "amz-sdk-invocation-id"];
        foreach (var header in theirs.Headers.Keys.Except(differing, StringComparer.OrdinalIgnoreCase))
            Assert.Equal(theirs.Headers[header], ours.Headers[header]);
        Assert.Equal((theirs.Method, theirs.Uri), (ours.Method, ours.Uri));
        Assert.Equal(SignedHeaders(theirs), SignedHeaders(ours));
    }

    public static TheoryData<string, string, Type> Errors => new()
    {
        { "GetItem", "ResourceNotFoundException", typeof(ResourceNotFoundException) },
        { "GetItem", "ProvisionedThroughputExceededException", typeof(ProvisionedThroughputExceededException) },
        { "GetItem", "RequestLimitExceeded", typeof(RequestLimitExceededException) },
        { "GetItem", "InternalServerError", typeof(InternalServerErrorException) },
        { "GetItem", "ValidationException", typeof(AmazonDynamoDBException) },
        { "PutItem", "ConditionalCheckFailedException", typeof(ConditionalCheckFailedException) },
        { "PutItem", "ItemCollectionSizeLimitExceededException", typeof(ItemCollectionSizeLimitExceededException) },
        { "PutItem", "TransactionConflictException", typeof(TransactionConflictException) },
        { "UpdateItem", "ConditionalCheckFailedException", typeof(ConditionalCheckFailedException) },
        { "DeleteItem", "ConditionalCheckFailedException", typeof(ConditionalCheckFailedException) },
        { "Query", "ResourceNotFoundException", typeof(ResourceNotFoundException) },
        { "Scan", "ResourceNotFoundException", typeof(ResourceNotFoundException) },
        { "BatchGetItem", "ProvisionedThroughputExceededException", typeof(ProvisionedThroughputExceededException) },
        { "BatchWriteItem", "ItemCollectionSizeLimitExceededException", typeof(ItemCollectionSizeLimitExceededException) },
        { "TransactGetItems", "TransactionCanceledException", typeof(TransactionCanceledException) },
        { "TransactWriteItems", "TransactionCanceledException", typeof(TransactionCanceledException) },
        { "TransactWriteItems", "IdempotentParameterMismatchException", typeof(IdempotentParameterMismatchException) },
        { "TransactWriteItems", "TransactionInProgressException", typeof(TransactionInProgressException) },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task SendAsync_Error_IsTheSdksOwnException(string name, string type, Type expected)
    {
        var request = Exchanges.All.First(row => row.Data.Item1 == name).Data.Item2;
        using var server = new CannedServer().Fail(type, "the reason");
        using var fast = server.CreateFast();
        using var plain = InProcessClient.Create(server);

        foreach (var client in new IAmazonDynamoDB[] { fast, plain })
        {
            var error = await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(() => Send.Async(client, Exchanges.Operation(name), request));
            Assert.IsType(expected, error);
            Assert.Equal((type, "the reason", HttpStatusCode.BadRequest, "REQUEST-1"), (error.ErrorCode, error.Message, error.StatusCode, error.RequestId));
        }
    }

    [Fact]
    public async Task SendAsync_ConditionFailed_CarriesTheItem()
    {
        using var server = new CannedServer().Fail("ConditionalCheckFailedException", members: ""","Item":{"PK":{"S":"a"},"n":{"N":"3"}}""");
        using var fast = server.CreateFast();
        using var plain = InProcessClient.Create(server);

        foreach (var client in new IAmazonDynamoDB[] { fast, plain })
        {
            var error = await Assert.ThrowsAsync<ConditionalCheckFailedException>(
                () => Send.Async(client, TransportOperation.PutItem, """{"TableName":"shop","Item":{"PK":{"S":"a"}}}"""));
            Assert.Equal("3", error.Item["n"].N);
        }
    }

    [Fact]
    public async Task SendAsync_TransactionCancelled_CarriesTheReasons()
    {
        const string reasons = ""","CancellationReasons":[{"Code":"None"},{"Code":"ConditionalCheckFailed","Message":"no","Item":{"n":{"N":"3"}}}]""";
        using var server = new CannedServer().Fail("TransactionCanceledException", members: reasons);
        using var fast = server.CreateFast();
        using var plain = InProcessClient.Create(server);

        foreach (var client in new IAmazonDynamoDB[] { fast, plain })
        {
            var error = await Assert.ThrowsAsync<TransactionCanceledException>(() => Send.Async(client, TransportOperation.TransactWriteItems, TransactRequest));
            Assert.Equal(["None", "ConditionalCheckFailed"], error.CancellationReasons.Select(reason => reason.Code));
            Assert.Equal("3", error.CancellationReasons[1].Item["n"].N);
        }
    }

    [Fact]
    public async Task SendAsync_UnknownMember_IsRefusedByAnOrdinaryClient()
    {
        using var server = new CannedServer().Answer("{}");
        using var plain = InProcessClient.Create(server);

        var error = await Assert.ThrowsAsync<NotSupportedException>(
            () => Send.Async(plain, TransportOperation.GetItem, """{"TableName":"shop","AttributesToGet":["a"]}"""));

        Assert.Contains("'AttributesToGet'", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Sent);
    }

    /// <summary>A table in another account is named by its ARN, from which the SDK takes that account's endpoint.</summary>
    [Theory]
    [MemberData(nameof(Exchanges.All), MemberType = typeof(Exchanges))]
    public async Task SendAsync_TableNamedByArn_GoesToTheAccountsEndpoint(string name, string request, string response)
    {
        const string arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/shop";
        using var server = new CannedServer().Answer(response);
        using var http = new HttpClient(server, disposeHandler: false);
        var config = new AmazonDynamoDBConfig
        {
            RegionEndpoint = Amazon.RegionEndpoint.EUWest1,
            AccountIdEndpointMode = AccountIdEndpointMode.PREFERRED,
            DefaultConfigurationMode = DefaultConfigurationMode.Standard,
            HttpClientFactory = new SingleClientFactory(http),
        };
        using var fast = new TesseraDynamoDBClient(new BasicAWSCredentials("a", "b"), config);
        using var plain = new AmazonDynamoDBClient(new BasicAWSCredentials("a", "b"), config);
        request = request.Replace("\"shop\"", $"\"{arn}\"", StringComparison.Ordinal);
        foreach (var client in new IAmazonDynamoDB[] { fast, plain })
        {
            using var sent = new TransportRequest(Exchanges.Operation(name), arn);
            System.Buffers.BuffersExtensions.Write(sent, Encoding.UTF8.GetBytes(request));
            using var _ = await ITransport.For(client).SendAsync(sent, CancellationToken.None);
        }

        Assert.Equal(server.Sent[1].Uri, server.Sent[0].Uri);
        Assert.Equal("123456789012.ddb.eu-west-1.amazonaws.com", server.Sent[0].Uri.Host);
    }

    private static string SignedHeaders(CannedServer.SentRequest sent) =>
        sent.Headers["Authorization"].Split("SignedHeaders=")[1].Split(',')[0];
}
