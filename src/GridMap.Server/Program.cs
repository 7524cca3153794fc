using GridMap.Server;
using GridMap.Server.Platform;

var builder = WebApplication.CreateBuilder(args);
if (builder.Configuration["GRIDMAP_DB"] is { Length: > 0 } configured)
    builder.Configuration[$"ConnectionStrings:{WebServer.ConnectionName}"] = configured;
if (args is ["migrate", ..])
{
    Migrator.Run(builder.Configuration.GetConnectionString(WebServer.ConnectionName)!);
    return;
}

builder.AddGridMap();
var app = builder.Build();
app.MapGridMap();
await app.RunAsync();

/// <summary>Named so that tests can start the server.</summary>
public partial class Program;
