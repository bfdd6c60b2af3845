using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Tessera.Transport;

/// <summary>
/// The SDK's unmarshaller context for a response whose body is already at hand. It holds the headers; and, when the SDK logs responses, the body in the form
/// that the SDK logs it from. Nothing steps through it, so the members of a document reader are empty.
/// </summary>
internal sealed class ResponseContext : UnmarshallerContext
{
    public ResponseContext(IWebResponseData response, ReadOnlyMemory<byte> body, bool maintainResponseBody)
    {
        WebResponseData = response;
        MaintainResponseBody = maintainResponseBody;
        if (maintainResponseBody)
            WrappingStream = ReadThrough(body);
    }

    public override string CurrentPath => "";

    public override int CurrentDepth => 0;

    public override bool IsStartElement => false;

    public override bool IsEndElement => false;

    public override bool IsStartOfDocument => true;

    /// <summary>A stream of the SDK's that remembers what was read through it, having read everything.</summary>
    private static CachingWrapperStream ReadThrough(ReadOnlyMemory<byte> body)
    {
        var stream = new CachingWrapperStream(new MemoryStream(body.ToArray()), Amazon.AWSConfigs.LoggingConfig.LogResponsesSizeLimit);
        stream.CopyTo(Stream.Null);
        return stream;
    }
}
