using System.Text;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Tests.Runtime;

public sealed class EventSourceTests
{
    [Theory]
    [InlineData("""{"Records":[{"eventID":"1","eventSource":"aws:dynamodb"}]}""", true)]
    [InlineData("""{"Records":[{"eventID":"1","eventSource":"aws:sqs"}]}""", false)]
    [InlineData("""{"Records":[],"window":{},"state":{},"eventSourceARN":"arn:aws:dynamodb:eu-west-1:1:table/t/stream/l","isFinalInvokeForWindow":true}""", true)]
    [InlineData("""{"Records":[],"window":{},"state":{},"eventSourceARN":"arn:aws:kinesis:eu-west-1:1:stream/t","isFinalInvokeForWindow":true}""", false)]
    [InlineData("""{"Records":[]}""", false)]
    public void IsDynamoDBStream_Event_IsFoundByItsRecordsOrItsWindow(string json, bool expected) =>
        Assert.Equal(expected, EventSource.Of(Encoding.UTF8.GetBytes(json)).IsDynamoDBStream);
}
