using GridMap.Server.Commands;

return await CommandLine.RunAsync(args);

/// <summary>Named so that tests can start the server.</summary>
public partial class Program;
