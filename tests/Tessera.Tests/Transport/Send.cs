using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Tessera.Transport;

namespace Tessera.Tests.Transport;

/// <summary>Sends requests written as text through a transport, and compares JSON by meaning.</summary>
internal static class Send
{
    public static TransportRequest Request(TransportOperation operation, string json, string table = "shop")
    {
        var request = new TransportRequest(operation, table);
        request.Write(Encoding.UTF8.GetBytes(json));
        return request;
    }

    public static async Task<string> Async(IAmazonDynamoDB client, TransportOperation operation, string json, CancellationToken cancellationToken = default)
    {
        using var request = Request(operation, json);
        using var response = await ITransport.For(client).SendAsync(request, cancellationToken);
        return Encoding.UTF8.GetString(response.Body.Span);
    }

    /// <summary>Asserts that two documents say the same; attributes that are text of lists are compared in order, members in any.</summary>
    public static void AssertSame(string expected, string actual)
    {
        if (!JsonNode.DeepEquals(Parse(expected), Parse(actual)))
            Assert.Equal(expected, actual);
    }

    private static JsonNode? Parse(string json) => JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 256 });
}
