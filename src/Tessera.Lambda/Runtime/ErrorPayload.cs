namespace Tessera.Lambda.Runtime;

/// <summary>An exception as the runtime API wants it: <c>errorType</c>, <c>errorMessage</c>, <c>stackTrace</c>, <c>cause</c> and <c>causes</c>.</summary>
internal static class ErrorPayload
{
    public const string ContentType = "application/vnd.aws.lambda.error+json";

    /// <summary>What the service takes.</summary>
    public const int BytesMax = 256 * 1024;

    private const int MessageCharactersMax = 4096;
    private const int DepthMax = 32;

    public static ByteBuffer Write(Exception exception)
    {
        var output = new ByteBuffer();
        WriteException(output, exception, depth: 0);
        if (output.Length <= BytesMax)
            return output;

        output.Clear();
        WriteTooLarge(output, exception);
        return output;
    }

    private static void WriteException(ByteBuffer output, Exception exception, int depth)
    {
        WriteHead(output, exception, exception.Message);
        WriteStackTrace(output, exception);
        if (depth < DepthMax)
            WriteCauses(output, exception, depth);
        output.Write("}"u8);
    }

    private static void WriteCauses(ByteBuffer output, Exception exception, int depth)
    {
        if (exception.InnerException is { } inner)
        {
            output.Write(",\"cause\":"u8);
            WriteException(output, inner, depth + 1);
        }
        if (exception is not AggregateException { InnerExceptions: { Count: > 1 } causes })
            return;
        output.Write(",\"causes\":["u8);
        for (var index = 0; index < causes.Count; index++)
        {
            if (index > 0)
                output.Write(","u8);
            WriteException(output, causes[index], depth + 1);
        }
        output.Write("]"u8);
    }

    private static void WriteHead(ByteBuffer output, Exception exception, ReadOnlySpan<char> message)
    {
        output.Write("{\"errorType\":"u8);
        output.WriteJsonString(exception.GetType().Name);
        output.Write(",\"errorMessage\":"u8);
        output.WriteJsonString(message);
    }

    private static void WriteStackTrace(ByteBuffer output, Exception exception)
    {
        output.Write(",\"stackTrace\":["u8);
        var first = true;
        foreach (var line in exception.StackTrace.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty)
                continue;
            if (!first)
                output.Write(","u8);
            first = false;
            output.WriteJsonString(line.Trim());
        }
        output.Write("]"u8);
    }

    private static void WriteTooLarge(ByteBuffer output, Exception exception)
    {
        var message = exception.Message.AsSpan();
        if (message.Length > MessageCharactersMax)
            message = message[..MessageCharactersMax];
        WriteHead(output, exception, $"{message} (shortened: the error exceeded the maximum payload size of {BytesMax} bytes)");
        output.Write(",\"stackTrace\":[]}"u8);
    }
}
