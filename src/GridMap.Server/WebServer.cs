using GridMap.Contracts;
using GridMap.Server.Access;
using GridMap.Server.Accounts;
using GridMap.Server.Audit;
using GridMap.Server.Changes;
using GridMap.Server.Counties;
using GridMap.Server.Density;
using GridMap.Server.Divisions;
using GridMap.Server.Export;
using GridMap.Server.Facilities;
using GridMap.Server.Grids;
using GridMap.Server.HotSpots;
using GridMap.Server.Import;
using GridMap.Server.Import.DivisionCodeLists;
using GridMap.Server.Import.Uploads;
using GridMap.Server.Issues;
using GridMap.Server.MapSettings;
using GridMap.Server.Platform;
using GridMap.Server.Responsibility;
using GridMap.Server.Search;
using GridMap.Server.Streets;
using GridMap.Server.Tiles;
using GridMap.Server.Units;
using GridMap.Server.WallSheets;
using GridMap.Server.Work;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GridMap.Server;

/// <summary>The web server: what it is made of (<see cref="AddGridMap"/>) and what it answers to, one line per slice.</summary>
internal static class WebServer
{
    /// <summary>Name of the connection string in configuration.</summary>
    public const string ConnectionName = "GridMap";

    /// <summary>Registers every slice's services.</summary>
    public static void AddGridMap(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var connectionString = Database.AsServer(builder.Configuration.GetConnectionString(ConnectionName)
            ?? throw new StartupException("No database is configured: set GRIDMAP_DB."));
        services.AddSingleton(provider => Database.Create(connectionString, provider.GetRequiredService<IOptions<ReadLimitOptions>>().Value.StatementSeconds));
        services.AddSingleton(TimeProvider.System);
        services.ConfigureHttpJsonOptions(json => ContractsJson.Apply(json.SerializerOptions));
        // Before the writer that takes every problem.
        services.AddSingleton<IProblemDetailsWriter, ToldProblem.Watch>();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = made => Problems.Complete(made.ProblemDetails, made.HttpContext.Request));
        services.Configure<RouteHandlerOptions>(routing => routing.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ProblemHandler>();
        services.AddOpenApiDocument();
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["application/json", "application/geo+json", "application/problem+json",
                "application/vnd.mapbox-vector-tile", "text/html", "text/css", "text/javascript", "application/wasm"];
        });
        services.AddSingleton<AccessStore>();
        services.AddReadLimits();
        services.AddHostedService<DemoAccountsAtHome>();
        services.AddAccounts();
        services.AddSignIn();
        services.AddSingleton<GridLocators>();
        services.AddSingleton<ChangeFeed>().AddHostedService(provider => provider.GetRequiredService<ChangeFeed>());
        services.AddSingleton<FacilityStore>();
        services.AddSingleton<IssueStore>();
        services.AddResponsibility();
        services.AddAudit();
        services.AddImport();
        services.AddUploads();
        services.AddWallSheets();
        services.AddJobs(connectionString);
        services.AddWork();
        services.AddDivisions();
        services.AddDensity();
        services.AddHotSpots();
        services.AddTiles(connectionString);
        builder.AddBasemaps();
        builder.UseViewerFiles();
    }

    /// <summary>Maps every slice.</summary>
    public static void MapGridMap(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRefusalAudit();
        app.UseOwnPagesOnly();
        app.UseHeadAsGet();
        app.UseRouting();
        app.UseAccessGate();
        app.UseRateLimiter();
        app.UseResponseCompression();
        var api = app.MapGroup("/api").AddEndpointFilter(KnownParameters.RefuseOthers);
        api.MapAudit();
        api.MapCounties();
        api.MapChanges();
        api.MapDensity();
        api.MapHotSpots();
        app.MapTiles();
        JobsDashboard.Map(app);
        api.MapUnits();
        api.MapGrids();
        api.MapResponsibility();
        api.MapDivisions();
        api.MapWork();
        api.MapStreets();
        api.MapFacilities();
        api.MapIssues();
        api.MapImports();
        api.MapUploads();
        api.MapDivisionCodes();
        api.MapExports();
        api.MapWallSheets();
        api.MapSearch();
        api.MapSettings();
        api.MapSession();
        api.MapMembers();
        api.MapGrants();
        api.MapKeys();
        api.MapAccounts();
        app.MapBasemaps();
        app.MapOpenApi();
        app.MapViewerFiles();
        app.MapGet("/health/live", () => "alive").ExcludeFromDescription();
        app.MapGet("/health/ready", async (NpgsqlDataSource db, CancellationToken ct) =>
        {
            await db.ExecuteAsync("SELECT 1", [], ct);
            return "ready";
        }).ExcludeFromDescription();
    }
}
