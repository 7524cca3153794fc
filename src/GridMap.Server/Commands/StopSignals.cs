using System.Runtime.InteropServices;

namespace GridMap.Server.Commands;

/// <summary>
/// Turns the first Ctrl-C, SIGTERM or closed terminal into a request to stop, so that a database that was started is
/// stopped too. A second one ends the program at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    public StopSignals()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            registrations.Add(PosixSignalRegistration.Create(signal, Handle));
    }

    public CancellationToken Stop => stop.Token;

    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        stop.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        if (!stop.IsCancellationRequested)
            signal.Cancel = true;
        stop.Cancel();
    }
}
