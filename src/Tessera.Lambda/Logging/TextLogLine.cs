using System.Text;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Logging;

/// <summary>A message as text: time, request id, level, category and message, separated by tabs as the service's own runtimes do.</summary>
internal static class TextLogLine
{
    public static void Write(ByteBuffer output, LogMessage message, DateTimeOffset time)
    {
        WriteText(output, $"{time:yyyy-MM-ddTHH:mm:ss.fffZ}\t{LambdaContext.Current?.RequestId}\t{LogSettings.NameOf(message.Level)}\t{message.Category}: {message.Text}");
        if (message.Exception is { } exception)
            WriteText(output, $"\n{exception}");
        output.Write("\n"u8);
    }

    private static void WriteText(ByteBuffer output, string text) => output.Advance(
        Encoding.UTF8.GetBytes(text, output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
}
