namespace GridMap.Viewer.Units;

internal static class Telephone
{
    /// <summary>The address that a phone dials: digits and a leading plus alone.</summary>
    public static string Address(string phone) => "tel:" + new string([.. phone.Where(c => char.IsAsciiDigit(c) || c == '+')]);
}
