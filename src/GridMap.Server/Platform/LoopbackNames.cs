using System.Net;

namespace GridMap.Server.Platform;

/// <summary>What means this machine, whatever a name server says.</summary>
internal static class LoopbackNames
{
    public static bool Contains(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
