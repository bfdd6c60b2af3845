using System.Globalization;
using Microsoft.Extensions.Logging;
using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Logging;

/// <summary>A message as one line of JSON, with the members by which the service filters and finds it: <c>timestamp</c>, <c>level</c>, <c>requestId</c>, <c>traceId</c>.</summary>
internal static class JsonLogLine
{
    private const string OriginalFormat = "{OriginalFormat}";

    public static void Write(ByteBuffer output, LogMessage message, DateTimeOffset time, IExternalScopeProvider scopes)
    {
        output.Write("{"u8);
        var line = new Members(output);
        line.Add("timestamp", time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        line.Add("level", LogSettings.NameOf(message.Level));
        AddInvocation(line);
        line.Add("logger", message.Category);
        line.Add("message", message.Text);
        AddProperties(line, message.Properties);
        scopes.ForEachScope(static (scope, members) => AddProperties(members, scope as IEnumerable<KeyValuePair<string, object?>>), line);
        if (message.Exception is { } exception)
            AddException(line, exception);
        output.Write("}\n"u8);
    }

    private static void AddInvocation(Members line)
    {
        if (LambdaContext.Current is not { } context)
            return;
        line.Add("requestId", context.RequestId);
        if (XRayHeader.FindRoot(context.TraceId) is { Length: > 0 } root)
            line.Add("traceId", root);
    }

    private static void AddProperties(Members line, IEnumerable<KeyValuePair<string, object?>>? properties)
    {
        foreach (var (name, value) in properties ?? [])
        {
            if (name != OriginalFormat)
                line.Add(name, value);
        }
    }

    private static void AddException(Members line, Exception exception)
    {
        line.Add("errorType", exception.GetType().FullName);
        line.Add("errorMessage", exception.Message);
        line.Add("stackTrace", exception.ToString());
    }

    /// <summary>The members of the line; of several with one name the first stands, in whatever case: nobody could tell them apart in a query.</summary>
    private sealed class Members(ByteBuffer output)
    {
        private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

        public void Add(string name, object? value)
        {
            if (!_names.Add(name))
                return;
            if (_names.Count > 1)
                output.Write(","u8);
            output.WriteJsonString(name);
            output.Write(":"u8);
            WriteValue(value);
        }

        private void WriteValue(object? value)
        {
            switch (value)
            {
                case null:
                    output.Write("null"u8);
                    break;
                case bool flag:
                    output.Write(flag ? "true"u8 : "false"u8);
                    break;
                case sbyte or byte or short or ushort or int or uint or long or ulong or decimal:
                    WriteNumber((IUtf8SpanFormattable)value);
                    break;
                case double number when double.IsFinite(number):
                    WriteNumber(number);
                    break;
                case float number when float.IsFinite(number):
                    WriteNumber(number);
                    break;
                case DateTime or DateTimeOffset:
                    output.WriteJsonString(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
                    break;
                default:
                    output.WriteJsonString(Convert.ToString(value, CultureInfo.InvariantCulture));
                    break;
            }
        }

        private void WriteNumber(IUtf8SpanFormattable number)
        {
            number.TryFormat(output.GetSpan(64), out var written, default, CultureInfo.InvariantCulture);
            output.Advance(written);
        }
    }
}
