using Microsoft.Extensions.Configuration;

namespace Tessera.Lambda.Hosting;

/// <summary>Reads the options that environment variables set.</summary>
internal static class LambdaSettings
{
    public static LambdaOptions Read(IConfiguration configuration) => new()
    {
        StreamResponses = ReadFlag(configuration, LambdaOptions.StreamResponsesVariable),
        BasePath = ReadPath(configuration, LambdaOptions.BasePathVariable),
    };

    private static bool ReadFlag(IConfiguration configuration, string name)
    {
        var text = configuration[name];
        if (string.IsNullOrEmpty(text))
            return false;
        return bool.TryParse(text, out var flag) ? flag : throw new InvalidOperationException($"{name} is '{text}'. Use true or false.");
    }

    private static string ReadPath(IConfiguration configuration, string name)
    {
        var text = configuration[name];
        if (string.IsNullOrEmpty(text))
            return "";
        return text.StartsWith('/') ? text : throw new InvalidOperationException($"{name} is '{text}'. Use a path that begins with a slash, such as /orders.");
    }
}
