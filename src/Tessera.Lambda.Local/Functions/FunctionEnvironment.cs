using System.Collections;
using System.Globalization;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local.Functions;

/// <summary>The environment variables of a function's process: Lambda's, the endpoints of this machine, and the template's.</summary>
internal static class FunctionEnvironment
{
    public const string RuntimeApi = "AWS_LAMBDA_RUNTIME_API";

    public static Dictionary<string, string> Create(FunctionDefinition function, FunctionCommand command, LocalEndpoints endpoints, string runtimeApi, DateTimeOffset now)
    {
        var variables = Inherited();
        foreach (var (name, value) in Defaults(endpoints))
            variables[name] = value;
        foreach (var (name, value) in function.Environment)
            variables[name] = value;
        foreach (var (name, value) in Lambda(function, command, endpoints, runtimeApi, now))
            variables[name] = value;
        return variables;
    }

    /// <summary>What programs need to run at all. The user's own account stays out: a local run must not touch it.</summary>
    private static Dictionary<string, string> Inherited()
    {
        var variables = new Dictionary<string, string>();
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            var name = (string)entry.Key;
            if (!name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase))
                variables[name] = (string?)entry.Value ?? "";
        }
        return variables;
    }

    /// <summary>What a template may set otherwise.</summary>
    private static IEnumerable<(string Name, string Value)> Defaults(LocalEndpoints endpoints)
    {
        yield return ("TZ", "UTC");
        yield return ("AWS_EC2_METADATA_DISABLED", "true");
        yield return ("AWS_ENDPOINT_URL_DYNAMODB", endpoints.DynamoDB);
        yield return ("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", endpoints.DynamoDB);
        yield return ("AWS_ENDPOINT_URL_LAMBDA", endpoints.Lambda);
    }

    private static IEnumerable<(string Name, string Value)> Lambda(
        FunctionDefinition function, FunctionCommand command, LocalEndpoints endpoints, string runtimeApi, DateTimeOffset now)
    {
        yield return (RuntimeApi, runtimeApi);
        yield return ("_HANDLER", function.Handler);
        yield return ("LAMBDA_TASK_ROOT", command.WorkingFolder);
        yield return ("LAMBDA_RUNTIME_DIR", command.WorkingFolder);
        yield return ("AWS_REGION", endpoints.Region);
        yield return ("AWS_DEFAULT_REGION", endpoints.Region);
        yield return ("AWS_ACCESS_KEY_ID", "local");
        yield return ("AWS_SECRET_ACCESS_KEY", "local");
        yield return ("AWS_SESSION_TOKEN", "local");
        yield return ("AWS_LAMBDA_FUNCTION_NAME", function.Name);
        yield return ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        yield return ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", function.MemorySize.ToString(CultureInfo.InvariantCulture));
        yield return ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        yield return ("AWS_LAMBDA_LOG_FORMAT", function.Logging.Format);
        if (function.Logging.Level is { } level)
            yield return ("AWS_LAMBDA_LOG_LEVEL", level);
        yield return ("AWS_LAMBDA_LOG_GROUP_NAME", function.Logging.Group ?? $"/aws/lambda/{function.Name}");
        yield return ("AWS_LAMBDA_LOG_STREAM_NAME", $"{now.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture)}/[$LATEST]{Guid.NewGuid():N}");
        if (FunctionCommand.IsDotnet(function.Runtime))
            yield return ("AWS_EXECUTION_ENV", $"AWS_Lambda_{function.Runtime}");
    }
}
