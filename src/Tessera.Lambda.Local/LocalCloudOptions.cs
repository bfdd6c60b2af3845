namespace Tessera.Lambda.Local;

/// <summary>What a <see cref="LocalCloud"/> runs, and where. Immutable.</summary>
public sealed record LocalCloudOptions
{
    /// <summary>The template: SAM or CloudFormation, YAML or JSON. Paths in it start in its folder.</summary>
    public required string TemplatePath { get; init; }

    /// <summary>The address of the DynamoDB endpoint that functions use: the bundled engine's, or another's.</summary>
    public required Uri DynamoDBEndpoint { get; init; }

    /// <summary>
    /// Answers DynamoDB requests without a socket: those of the local cloud itself (creating tables, reading streams), and those of functions, whose consumed
    /// capacity is then in the log.
    /// </summary>
    /// <value><see langword="null"/> by default: they go to <see cref="DynamoDBEndpoint"/>, and capacity is not known.</value>
    public HttpMessageHandler? DynamoDBHandler { get; init; }

    /// <summary>Values for the template's parameters, in place of their defaults.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The region that functions and ARNs are in.</summary>
    /// <value><c>us-east-1</c> by default.</value>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The port of the APIs. 0 takes a free one.</summary>
    /// <value>3000 by default.</value>
    public int Port { get; init; } = 3000;

    /// <summary>The port of the Invoke API. 0 takes a free one. Function URLs have the ports after it.</summary>
    /// <value>3001 by default.</value>
    public int LambdaPort { get; init; } = 3001;

    /// <summary>How many processes of one function run at once where the template does not reserve concurrency. Further calls wait.</summary>
    /// <value>10 by default.</value>
    public int ProcessesMax { get; init; } = 10;

    /// <summary>How long a function's process may take to end after SIGTERM, before it is killed.</summary>
    /// <value>2 seconds by default.</value>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets each line of the log, from any thread.</summary>
    /// <value>By default nobody does.</value>
    public Action<LogEntry>? Log { get; init; }

    /// <summary>The clock of timeouts, retries and streams.</summary>
    /// <value>The system's by default.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
