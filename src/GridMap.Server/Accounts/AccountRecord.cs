using GridMap.Server.Audit;
using Npgsql;

namespace GridMap.Server.Accounts;

/// <summary>A row of table account, as ASP.NET Core Identity keeps it.</summary>
internal sealed class AccountRecord
{
    /// <summary>The one county in which accounts of the demonstration work: their passwords, which <c>./gridmap accounts</c> lists, reach nothing real.</summary>
    public const string DemoCounty = "999901";

    public required Guid Id { get; init; }

    /// <summary>In the form in which names are compared: <see cref="AccountNames"/>.</summary>
    public required string Name { get; set; }

    public required string DisplayName { get; set; }

    /// <summary>Null: nobody can sign in with a password.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Sessions begun under another one are over.</summary>
    public string SecurityStamp { get; set; } = "";

    public bool IsAdministrator { get; set; }

    public bool IsDemo { get; init; }

    public bool MustChangePassword { get; set; }

    public bool IsDisabled { get; set; }

    /// <summary>Raised with each change; of the row as it was read.</summary>
    public long Revision { get; set; } = 1;

    /// <summary>Who makes the next change and what the audit says of it; no account is written without.</summary>
    public (Actor Actor, AuditRecord Record)? Because { get; set; }

    /// <summary>A row of find-account.sql.</summary>
    public static AccountRecord Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Name = row.GetString(1),
        DisplayName = row.GetString(2),
        PasswordHash = row.IsDBNull(3) ? null : row.GetString(3),
        SecurityStamp = row.GetString(4),
        IsAdministrator = row.GetBoolean(5),
        IsDemo = row.GetBoolean(6),
        MustChangePassword = row.GetBoolean(7),
        IsDisabled = row.GetBoolean(8),
        Revision = row.GetInt64(9),
    };
}
