namespace Tessera.Lambda.Local.Functions;

/// <summary>What functions run on: endpoints, clock, log, limits.</summary>
internal sealed record FunctionHost(LocalEndpoints Endpoints, TimeProvider Time, LocalCloudLog Log, ProcessGuard Guard)
{
    /// <summary>Answers the functions' DynamoDB requests in this process, so that their capacity can be counted; null where they go to their endpoint themselves.</summary>
    public HttpMessageInvoker? Engine { get; init; }

    /// <summary>How many processes of one function run at once where the template sets no limit. Further calls wait.</summary>
    public int ProcessesMax { get; init; } = 10;

    /// <summary>How long a process may take to end when asked to, before it is killed.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(2);
}
