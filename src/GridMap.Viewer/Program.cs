using GridMap.Viewer;
using GridMap.Viewer.Access;
using GridMap.Viewer.Api;
using GridMap.Viewer.Audit;
using GridMap.Viewer.Divisions;
using GridMap.Viewer.Facilities;
using GridMap.Viewer.Imports;
using GridMap.Viewer.Issues;
using GridMap.Viewer.Map;
using GridMap.Viewer.Time;
using GridMap.Viewer.Undo;
using GridMap.Viewer.Units;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.Services.AddViewer(new HttpClient { BaseAddress = new Uri(builder.HostEnvironment.BaseAddress) });
await builder.Build().RunAsync();

namespace GridMap.Viewer
{
    internal static class ViewerServices
    {
        /// <summary>Registers what the components ask for; one screen, so everything lives as long as it does.</summary>
        public static void AddViewer(this IServiceCollection services, HttpClient http)
        {
            services.AddSingleton(http);
            services.AddSingleton(TimeProvider.System);
            services.AddSingleton<CurrentUser>();
            services.AddSingleton<ServerApi>();
            services.AddSingleton<SessionApi>();
            services.AddSingleton<PeopleApi>();
            services.AddSingleton<AuditApi>();
            services.AddSingleton<DivisionsApi>();
            services.AddSingleton<DivisionMap>();
            services.AddSingleton<CountyApi>();
            services.AddSingleton<UploadsApi>();
            services.AddSingleton<UnitsApi>();
            services.AddSingleton<MapBridge>();
            services.AddSingleton<IZoneOffsets>(provider => provider.GetRequiredService<MapBridge>());
            services.AddSingleton<CountyClock>();
            services.AddSingleton<UndoStack>();
            services.AddSingleton<Toasts>();
            services.AddSingleton<Conflicts>();
            services.AddSingleton<Session>();
            services.AddSingleton<IssueActions>();
            services.AddSingleton<FacilityActions>();
        }
    }
}
