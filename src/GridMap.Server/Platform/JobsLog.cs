using Hangfire.AspNetCore;
using Hangfire.Logging;

namespace GridMap.Server.Platform;

/// <summary>
/// Hangfire's log, which is one for the whole process and asked for again in the middle of work. Where several servers run
/// in one process (tests) the one it writes to may have ended: then it is silent instead of failing the work.
/// </summary>
internal sealed class JobsLog(ILoggerFactory loggers) : ILogProvider
{
    private readonly AspNetCoreLogProvider _provider = new(loggers);

    public ILog GetLogger(string name)
    {
        try
        {
            return _provider.GetLogger(name);
        }
        catch (ObjectDisposedException)
        {
            return Silence.Instance;
        }
    }

    private sealed class Silence : ILog
    {
        public static readonly Silence Instance = new();

        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null) => false;
    }
}
