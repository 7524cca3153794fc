namespace GridMap.Server.Platform;

/// <summary>A reason why GridMap cannot start or run a command, told in one sentence that needs no stack trace.</summary>
internal sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
