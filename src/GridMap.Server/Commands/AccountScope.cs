using GridMap.Server.Access;
using GridMap.Server.Accounts;
using GridMap.Server.Platform;
using Npgsql;

namespace GridMap.Server.Commands;

/// <summary>Accounts as the server keeps them, for a command.</summary>
internal sealed class AccountScope : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public AccountScope(string connectionString)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => Database.Create(connectionString));
        services.AddSingleton<AccessStore>();
        services.AddAccounts();
        _services = services.BuildServiceProvider();
        Scope = _services.CreateAsyncScope();
    }

    public NpgsqlDataSource Db => _services.GetRequiredService<NpgsqlDataSource>();

    public AccountChanges Changes => Scope.ServiceProvider.GetRequiredService<AccountChanges>();

    public PasswordCheck Passwords => Scope.ServiceProvider.GetRequiredService<PasswordCheck>();

    private AsyncServiceScope Scope { get; }

    public async ValueTask DisposeAsync()
    {
        await Scope.DisposeAsync();
        await _services.DisposeAsync();
    }
}
