using Amazon.DynamoDBv2.Model;
using Amazon.DynamoDBv2.Model.Internal.MarshallTransformations;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using DiscoveryMarshaller = Amazon.Runtime.Internal.Transform.IMarshaller<Amazon.Runtime.Internal.EndpointDiscoveryDataBase, Amazon.Runtime.AmazonWebServiceRequest>;

namespace Tessera.Transport;

/// <summary>What the fast path takes from the SDK for an operation.</summary>
/// <param name="Target">The operation's name in the header <c>X-Amz-Target</c>.</param>
/// <param name="Errors">The SDK's unmarshaller, which makes the typed exceptions.</param>
/// <param name="Discovery">What the SDK asks endpoint discovery with, when a configuration turns it on and the service has it.</param>
/// <param name="MakeRequest">
/// Makes the request that stands in for the bytes in the SDK's pipeline. It carries the table's name and nothing else: endpoint rules read an ARN from it,
/// and the SDK's class name decides how they do so.
/// </param>
internal sealed record OperationDescription(
    string Target, ResponseUnmarshaller Errors, DiscoveryMarshaller? Discovery, Func<string, AmazonWebServiceRequest> MakeRequest)
{
    /// <summary>By <see cref="TransportOperation"/>, in its order.</summary>
    private static readonly OperationDescription[] _all =
    [
        new(Of("GetItem"), GetItemResponseUnmarshaller.Instance, GetItemEndpointDiscoveryMarshaller.Instance,
            static table => new GetItemRequest { TableName = table }),
        new(Of("PutItem"), PutItemResponseUnmarshaller.Instance, PutItemEndpointDiscoveryMarshaller.Instance,
            static table => new PutItemRequest { TableName = table }),
        new(Of("UpdateItem"), UpdateItemResponseUnmarshaller.Instance, UpdateItemEndpointDiscoveryMarshaller.Instance,
            static table => new UpdateItemRequest { TableName = table }),
        new(Of("DeleteItem"), DeleteItemResponseUnmarshaller.Instance, DeleteItemEndpointDiscoveryMarshaller.Instance,
            static table => new DeleteItemRequest { TableName = table }),
        new(Of("Query"), QueryResponseUnmarshaller.Instance, QueryEndpointDiscoveryMarshaller.Instance,
            static table => new QueryRequest { TableName = table }),
        new(Of("Scan"), ScanResponseUnmarshaller.Instance, ScanEndpointDiscoveryMarshaller.Instance,
            static table => new ScanRequest { TableName = table }),
        new(Of("BatchGetItem"), BatchGetItemResponseUnmarshaller.Instance, BatchGetItemEndpointDiscoveryMarshaller.Instance,
            static table => new BatchGetItemRequest { RequestItems = new(1) { [table] = new KeysAndAttributes() } }),
        new(Of("BatchWriteItem"), BatchWriteItemResponseUnmarshaller.Instance, BatchWriteItemEndpointDiscoveryMarshaller.Instance,
            static table => new BatchWriteItemRequest { RequestItems = new(1) { [table] = [] } }),
        new(Of("TransactGetItems"), TransactGetItemsResponseUnmarshaller.Instance, TransactGetItemsEndpointDiscoveryMarshaller.Instance,
            static table => new TransactGetItemsRequest { TransactItems = [new() { Get = new() { TableName = table } }] }),
        new(Of("TransactWriteItems"), TransactWriteItemsResponseUnmarshaller.Instance, TransactWriteItemsEndpointDiscoveryMarshaller.Instance,
            static table => new TransactWriteItemsRequest { TransactItems = [new() { Put = new() { TableName = table } }] }),
    ];

    public static OperationDescription For(TransportOperation operation) => _all[(int)operation];

    private static string Of(string operation) => "DynamoDB_20120810." + operation;
}
