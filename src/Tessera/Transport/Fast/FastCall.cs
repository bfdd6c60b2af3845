using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Tessera.Transport;

/// <summary>
/// One call of the fast path as the SDK's pipeline sees it: its marshaller puts the bytes at hand into the request, its unmarshaller hands the response's
/// bytes out. A retry goes through the unmarshaller again, and sends the stream that the marshaller made again.
/// </summary>
internal sealed class FastCall(OperationDescription operation, ReadOnlyMemory<byte> body) : ResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
{
    private const string ServiceName = "Amazon.DynamoDBv2";
    private const string ApiVersion = "2012-08-10";
    private const string JsonContentType = "application/x-amz-json-1.0";

    /// <summary>What the caller gets. It is filled by <see cref="ResponseBodyHandler"/>, before unmarshalling.</summary>
    public TransportResponse Response { get; } = new();

    /// <summary>The request as the SDK's own marshaller makes it, but for the body, which is copied as it is into the SDK's pooled stream.</summary>
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var content = new PooledContentStream(body.Length);
        var target = content.BufferWriter.GetSpan(body.Length);
        body.Span.CopyTo(target);
        content.BufferWriter.Advance(body.Length);

        var request = new DefaultRequest(input, ServiceName) { HttpMethod = "POST", ResourcePath = "/", ContentStream = content };
        request.Headers["X-Amz-Target"] = operation.Target;
        request.Headers["Content-Type"] = JsonContentType;
        request.Headers["x-amz-api-version"] = ApiVersion;
        return request;
    }

    /// <summary>Checks what was read against the service's checksum and hands it over.</summary>
    /// <exception cref="IOException">The checksum differs: the SDK tries again, as it does for its own responses.</exception>
    public override AmazonWebServiceResponse Unmarshall(UnmarshallerContext input)
    {
        var http = input.ResponseData;
        ResponseChecksum.Verify(http, Response.Body.Span);
        Response.ResponseMetadata = new ResponseMetadata { RequestId = http.GetHeaderValue("x-amzn-RequestId") };
        return Response;
    }

    /// <summary>The SDK's own exception for the operation.</summary>
    public override AmazonServiceException UnmarshallException(UnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
        operation.Errors.UnmarshallException(input, innerException, statusCode);

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream, bool maintainResponseBody, IWebResponseData response, bool isException) =>
        ConstructUnmarshallerContext(responseStream, maintainResponseBody, response, isException, requestContext: null);

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream, bool maintainResponseBody, IWebResponseData response, bool isException, IRequestContext? requestContext) =>
        isException
            ? new JsonUnmarshallerContext(responseStream, maintainResponseBody, response, isException, requestContext)
            : new ResponseContext(response, maintainResponseBody ? Response.Body : default, maintainResponseBody);
}
