using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Hosting;

/// <summary>Tells the runtime API of an exception that ends the program before it has taken its first event: then the log of the service says why.</summary>
internal sealed class InitErrorReport : IDisposable
{
    private readonly LambdaEnvironment _environment;
    private readonly TimeSpan _patience;

    /// <param name="environment">Where the runtime API is.</param>
    /// <param name="patience">How long to wait for it: the process ends either way.</param>
    public InitErrorReport(LambdaEnvironment environment, TimeSpan patience)
    {
        _environment = environment;
        _patience = patience;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
    }

    public void Dispose() => AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;

    /// <summary>Reports an error, or gives up after a while.</summary>
    public async Task ReportAsync(Exception exception)
    {
        using var patience = new CancellationTokenSource(_patience);
        using var client = new RuntimeApiClient(_environment, TimeProvider.System);
        try
        {
            await client.ReportInitErrorAsync(exception, "Runtime." + exception.GetType().Name, patience.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is RuntimeApiException or IOException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
        }
    }

    private void OnUnhandled(object sender, UnhandledExceptionEventArgs arguments)
    {
        if (arguments.ExceptionObject is Exception exception)
            Task.Run(() => ReportAsync(exception)).GetAwaiter().GetResult();
    }
}
