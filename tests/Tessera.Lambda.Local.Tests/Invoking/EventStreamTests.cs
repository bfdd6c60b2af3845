using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Tessera.Lambda.Local.Invoking;

namespace Tessera.Lambda.Local.Tests.Invoking;

public sealed class EventStreamTests
{
    [Theory]
    [InlineData("123456789", 0xCBF43926)]
    [InlineData("", 0)]
    public void Compute_Text_IsItsChecksum(string text, uint expected) => Assert.Equal(expected, Crc32.Compute(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void WriteChunk_Payload_IsAFramedMessage()
    {
        var buffer = new ArrayBufferWriter<byte>();
        EventStream.WriteChunk(buffer, "hello"u8);
        var (headers, payload) = Read(buffer.WrittenSpan);
        Assert.Equal([":message-type=event", ":event-type=PayloadChunk", ":content-type=application/octet-stream"], headers);
        Assert.Equal("hello", payload);
    }

    [Theory]
    [InlineData(null, null, "{}")]
    [InlineData(null, "bG9n", """{"LogResult":"bG9n"}""")]
    [InlineData("broken", null, """{"ErrorCode":"Unhandled","ErrorDetails":"broken"}""")]
    public void WriteComplete_Outcome_IsTheLastMessage(string? error, string? log, string expected)
    {
        var buffer = new ArrayBufferWriter<byte>();
        EventStream.WriteComplete(buffer, error is null ? null : new FunctionResult(Encoding.UTF8.GetBytes(error), "Unhandled"), log);
        var (headers, payload) = Read(buffer.WrittenSpan);
        Assert.Contains(":event-type=InvokeComplete", headers);
        Assert.Equal(expected, payload);
    }

    /// <summary>Takes a message apart and checks its lengths and both checksums.</summary>
    private static (string[] Headers, string Payload) Read(ReadOnlySpan<byte> message)
    {
        Assert.Equal(message.Length, BinaryPrimitives.ReadInt32BigEndian(message));
        Assert.Equal(Crc32.Compute(message[..8]), BinaryPrimitives.ReadUInt32BigEndian(message[8..]));
        Assert.Equal(Crc32.Compute(message[..^4]), BinaryPrimitives.ReadUInt32BigEndian(message[^4..]));
        var headersEnd = 12 + BinaryPrimitives.ReadInt32BigEndian(message[4..]);
        var headers = new List<string>();
        for (var at = 12; at < headersEnd;)
        {
            var name = Encoding.ASCII.GetString(message.Slice(at + 1, message[at]));
            at += 1 + message[at];
            Assert.Equal(7, message[at]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 1)..]);
            headers.Add($"{name}={Encoding.ASCII.GetString(message.Slice(at + 3, length))}");
            at += 3 + length;
        }
        return ([.. headers], Encoding.UTF8.GetString(message[headersEnd..^4]));
    }
}
