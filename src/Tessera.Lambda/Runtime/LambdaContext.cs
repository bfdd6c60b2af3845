namespace Tessera.Lambda;

/// <summary>One invocation of a function: its request id, its deadline, and the function it belongs to.</summary>
/// <remarks>Immutable and thread-safe. Code under test may make its own.</remarks>
public sealed class LambdaContext
{
    private static readonly AsyncLocal<LambdaContext?> _current = new();

    /// <summary>The invocation that the calling code runs in.</summary>
    /// <value><see langword="null"/> outside an invocation.</value>
    public static LambdaContext? Current
    {
        get => _current.Value;
        internal set => _current.Value = value;
    }

    /// <summary>The id of the invocation, as in the log of the service.</summary>
    public required string RequestId { get; init; }

    /// <summary>When the service gives the invocation up.</summary>
    /// <value><see cref="DateTimeOffset.MaxValue"/> where the runtime API does not tell.</value>
    public DateTimeOffset Deadline { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The time until <see cref="Deadline"/>, never below zero.</summary>
    public TimeSpan RemainingTime
    {
        get
        {
            var remaining = Deadline - Time.GetUtcNow();
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }

    /// <summary>The name of the function; empty where the environment does not tell.</summary>
    public string FunctionName { get; init; } = "";

    /// <summary>The version of the function, such as <c>$LATEST</c>; empty where the environment does not tell.</summary>
    public string FunctionVersion { get; init; } = "";

    /// <summary>The memory of the function in megabytes; 0 where the environment does not tell.</summary>
    public int MemoryMegabytes { get; init; }

    /// <summary>The log group of the function; empty where the environment does not tell.</summary>
    public string LogGroupName { get; init; } = "";

    /// <summary>The log stream of this instance of the function; empty where the environment does not tell.</summary>
    public string LogStreamName { get; init; } = "";

    /// <summary>The ARN that the caller used, with a version or an alias where it named one; empty where the runtime API does not tell.</summary>
    public string InvokedFunctionArn { get; init; } = "";

    /// <summary>The X-Ray header of the invocation, such as <c>Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1</c>.</summary>
    public string? TraceId { get; init; }

    /// <summary>What an application with the mobile SDK says about itself, as JSON.</summary>
    public string? ClientContext { get; init; }

    /// <summary>The Cognito identity of a caller with the mobile SDK, as JSON.</summary>
    public string? CognitoIdentity { get; init; }

    /// <summary>The tenant of the caller, for functions whose instances are isolated by tenant.</summary>
    public string? TenantId { get; init; }

    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
