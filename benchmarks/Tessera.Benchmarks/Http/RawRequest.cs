using System.Text;

namespace Tessera.Benchmarks.Http;

/// <summary>Writes requests as an AWS SDK sends them: with its headers, signed in form.</summary>
internal static class RawRequest
{
    public static byte[] Post(string operation, byte[] body)
    {
        var head =
            $"POST / HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nX-Amz-Target: DynamoDB_20120810.{operation}\r\nContent-Type: application/x-amz-json-1.0\r\n"
            + "User-Agent: aws-sdk-dotnet-coreclr/4.0 ua/2.1 os/linux md/ARCH#X64 lang/.NET_Core#10.0 api/DynamoDBv2#4.0\r\n"
            + "amz-sdk-invocation-id: 7b4a9a3e-5d1f-4a6a-9a57-0b1f9c1e6d2a\r\namz-sdk-request: attempt=1; max=3\r\nX-Amz-Date: 20250101T000000Z\r\n"
            + "Authorization: AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/dynamodb/aws4_request, "
            + "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
            + "Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
