using System.Xml.Linq;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace GridMap.Server.Access;

/// <summary>Keeps ASP.NET Core's data-protection keys in the database, so that every server reads every server's cookies.</summary>
internal sealed class ProtectionKeys(NpgsqlDataSource db) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = db.CreateCommand("SELECT xml FROM data_protection_key ORDER BY created_at");
        using var rows = command.ExecuteReader();
        var keys = new List<XElement>();
        while (rows.Read()) keys.Add(XElement.Parse(rows.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = db.OpenConnection();
        using var command = connection.Command(
            "INSERT INTO data_protection_key (key_id, friendly_name, xml) VALUES ($1, $2, $3)",
            Guid.CreateVersion7(), friendlyName, element.ToString(SaveOptions.DisableFormatting));
        command.ExecuteNonQuery();
    }
}
