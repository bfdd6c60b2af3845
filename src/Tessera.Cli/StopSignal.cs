using System.Runtime.InteropServices;

namespace Tessera.Cli;

/// <summary>
/// Turns the signals that ask a process to end into a cancellation, so that it ends cleanly and with exit code 0. Make it before anything that tells the
/// user that the process is ready: from then on a signal may come. (System.CommandLine registers its own only after a command has started.)
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignal() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop),
    ];

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        // The runtime would end the process at once.
        signal.Cancel = true;
        _stop.Cancel();
    }
}
