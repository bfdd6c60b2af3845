using System.Globalization;
using Amazon.Runtime.Internal.Transform;

namespace Tessera.Transport;

/// <summary>The check of a response's body against the header <c>x-amz-crc32</c>, under the same conditions as the SDK's.</summary>
internal static class ResponseChecksum
{
    /// <summary>Compares, if the service sent a checksum of these very bytes. A body that was compressed on the way is not what the checksum was made of.</summary>
    /// <exception cref="IOException">The checksum is another one.</exception>
    public static void Verify(IWebResponseData http, ReadOnlySpan<byte> body)
    {
        if (!uint.TryParse(http.GetHeaderValue("x-amz-crc32"), NumberStyles.None, CultureInfo.InvariantCulture, out var expected))
            return;
        if (http.ContentLength != body.Length || !string.IsNullOrEmpty(http.GetHeaderValue("Content-Encoding")))
            return;
        var actual = Crc32.Compute(body);
        if (actual != expected)
            throw new IOException($"The response's CRC-32 is {actual}, but the service sent {expected}: the response was changed on its way.");
    }
}
