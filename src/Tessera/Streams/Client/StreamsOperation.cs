using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using Tessera.Transport;

namespace Tessera;

/// <summary>The four operations as the SDK's pipeline sees them. The requests' class names are the operations' names in the SDK's telemetry.</summary>
internal static class StreamsOperation
{
    private const string TargetPrefix = "DynamoDBStreams_20120810.";

    public static readonly OperationDescription ListStreams = Describe("ListStreams", static _ => new ListStreamsRequest());
    public static readonly OperationDescription DescribeStream = Describe("DescribeStream", static _ => new DescribeStreamRequest());
    public static readonly OperationDescription GetShardIterator = Describe("GetShardIterator", static _ => new GetShardIteratorRequest());
    public static readonly OperationDescription GetRecords = Describe("GetRecords", static _ => new GetRecordsRequest());

    private static OperationDescription Describe(string name, Func<string, AmazonWebServiceRequest> makeRequest) =>
        new(TargetPrefix + name, StreamsErrors.Instance, Discovery: null, makeRequest);

    private sealed class ListStreamsRequest : AmazonWebServiceRequest;

    private sealed class DescribeStreamRequest : AmazonWebServiceRequest;

    private sealed class GetShardIteratorRequest : AmazonWebServiceRequest;

    private sealed class GetRecordsRequest : AmazonWebServiceRequest;
}

/// <summary>Makes the service's errors into exceptions: the SDK's where DynamoDB has the same one, ours where only streams have it.</summary>
internal sealed class StreamsErrors : JsonResponseUnmarshaller
{
    public static StreamsErrors Instance { get; } = new();

    /// <summary>Never asked: responses that succeed are read by <see cref="FastCall"/>.</summary>
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => throw new NotSupportedException("Only errors are read here.");

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception? innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        var (message, type, code, id) = (error.Message, error.Type, error.Code, error.RequestId);
        return code switch
        {
            "ExpiredIteratorException" => new ExpiredIteratorException(message, innerException, type, code, id, statusCode),
            "TrimmedDataAccessException" => new TrimmedDataAccessException(message, innerException, type, code, id, statusCode),
            "ResourceNotFoundException" => new ResourceNotFoundException(message, innerException, type, code, id, statusCode),
            "LimitExceededException" => new LimitExceededException(message, innerException, type, code, id, statusCode),
            "ThrottlingException" => new ThrottlingException(message, innerException, type, code, id, statusCode),
            "InternalServerError" or "InternalServerErrorException" => new InternalServerErrorException(message, innerException, type, code, id, statusCode),
            _ => new AmazonDynamoDBException(message, innerException, type, code, id, statusCode),
        };
    }
}
