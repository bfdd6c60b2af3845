using Tessera.Lambda.Runtime;

namespace Tessera.Lambda.Hosting;

/// <summary>Tells the runtime API of an exception that ends the program before it has taken its first event: then the log of the service says why.</summary>
internal sealed class InitErrorReport : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly LambdaEnvironment _environment;

    public InitErrorReport(LambdaEnvironment environment)
    {
        _environment = environment;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
    }

    public void Dispose() => AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;

    /// <summary>Reports an error, or gives up after a short while: the process ends either way.</summary>
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
