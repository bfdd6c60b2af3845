using Microsoft.AspNetCore.Connections;
using Tessera.Lambda.Local.Templates;

namespace Tessera.Lambda.Local;

/// <summary>
/// Runs a template on this machine: its tables in a DynamoDB-compatible engine, its functions as processes against a local runtime API, its HTTP APIs and function
/// URLs on loopback ports, its event-source mappings, and the Invoke API.
/// </summary>
/// <remarks>
/// Thread-safe. A function's process starts with the first event that needs it and stays for the next; a change of its files ends it. Everything listens on 127.0.0.1
/// alone. It is for development and tests: there are no permissions, no authorizers, and no memory limits.
/// </remarks>
public sealed class LocalCloud : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly LocalCloudParts _parts;
    private bool _isDisposed;

    private LocalCloud(LocalCloudParts parts)
    {
        _parts = parts;
        parts.RunMappings(_stop.Token);
    }

    /// <summary>What runs.</summary>
    public LocalCloudSummary Summary => _parts.Summary;

    /// <summary>The address of the APIs; <see langword="null"/> where the template has no routes.</summary>
    public Uri? ApiEndpoint => _parts.ApiEndpoint;

    /// <summary>The address of the Invoke API, for <c>aws lambda invoke --endpoint-url</c>.</summary>
    public Uri LambdaEndpoint => _parts.LambdaEndpoint;

    /// <summary>Reads the template, creates its tables and starts everything. Requests are answered from when the task completes.</summary>
    /// <param name="options">The template, the engine and the ports.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="TemplateException">The template cannot be run; the message says where and why.</exception>
    /// <exception cref="AddressInUseException">A port is taken.</exception>
    public static async Task<LocalCloud> StartAsync(LocalCloudOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var file = TemplateFile.Load(options.TemplatePath);
        var template = new LocalTemplate(file, options.Parameters, options.Region);
        var parts = new LocalCloudParts(options, template);
        try
        {
            await parts.StartAsync(cancellationToken).ConfigureAwait(false);
            return new LocalCloud(parts);
        }
        catch
        {
            await parts.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops taking requests and reading streams, and ends all processes: SIGTERM first, then by force.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _parts.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }
}
