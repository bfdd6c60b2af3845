using System.Globalization;

namespace Tessera.Lambda.Runtime;

/// <summary>What the environment variables say about the function: read once, when the program starts.</summary>
internal sealed record LambdaEnvironment
{
    public const string RuntimeApiVariable = "AWS_LAMBDA_RUNTIME_API";
    public const string TraceIdVariable = "_X_AMZN_TRACE_ID";

    public required RuntimeEndpoint Endpoint { get; init; }

    public string FunctionName { get; init; } = "";

    public string FunctionVersion { get; init; } = "";

    public int MemoryMegabytes { get; init; }

    public string LogGroupName { get; init; } = "";

    public string LogStreamName { get; init; } = "";

    /// <summary>How many invocations run in this process at once.</summary>
    public int MaxConcurrency { get; init; } = 1;

    public bool IsSnapStart { get; init; }

    public static LambdaEnvironment Read(Func<string, string?> variable)
    {
        var runtimeApi = variable(RuntimeApiVariable)
            ?? throw new InvalidOperationException($"{RuntimeApiVariable} is not set: the program does not run in Lambda.");
        return new LambdaEnvironment
        {
            Endpoint = RuntimeEndpoint.Parse(runtimeApi),
            FunctionName = variable("AWS_LAMBDA_FUNCTION_NAME") ?? "",
            FunctionVersion = variable("AWS_LAMBDA_FUNCTION_VERSION") ?? "",
            MemoryMegabytes = ReadNumber(variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")) ?? 0,
            LogGroupName = variable("AWS_LAMBDA_LOG_GROUP_NAME") ?? "",
            LogStreamName = variable("AWS_LAMBDA_LOG_STREAM_NAME") ?? "",
            MaxConcurrency = Math.Max(1, ReadNumber(variable("AWS_LAMBDA_MAX_CONCURRENCY")) ?? 1),
            IsSnapStart = variable("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start",
        };
    }

    private static int? ReadNumber(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
