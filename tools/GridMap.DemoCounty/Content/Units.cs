using GridMap.DemoCounty.Division;

namespace GridMap.DemoCounty.Content;

/// <summary>The county's organisations: bureaus (条), towns and urban communities (块), and which grid each leads.</summary>
internal sealed class Units
{
    private const string Office = "J01";

    private static readonly string[] Bureaus =
        ["县创建办", "县住建局", "县城管局", "县卫健局", "县市场监管局", "县环卫中心", "县水务局", "县交警大队", "县交通局", "县生态环境局", "县农业农村局", "县自然资源局",
        "县公安局", "县教育局", "县民政局", "县财政局", "县发改局", "县经信局", "县商务局", "县文旅局", "县人社局", "县应急局", "县司法局", "县审计局", "县统计局",
        "县林业局", "县税务局", "县供销社", "县总工会", "县妇联", "团县委", "县残联"];

    public Units(Hierarchy division, SeededRandom random)
    {
        for (var at = 0; at < Bureaus.Length; at++)
            All.Add(new($"J{at + 1:00}", Bureaus[at], "functional", at == 0 ? "" : Office, Phone(5200 + at * 10)));
        for (var at = 0; at < division.Towns.Count; at++)
            All.Add(OfTown(division.Towns[at], Phone(6100 + at * 10)));
        foreach (var (community, at) in division.Communities.Where(community => community.IsUrban).Select((community, at) => (community, at)))
            All.Add(new(community.Code, community.Name + "居委会", "territorial", community.Parent!.Code, Phone(7300 + at * 7)));
        Lead(division, random);
    }

    public List<Unit> All { get; } = [];

    /// <summary>The bureau of a name; must exist.</summary>
    public static string CodeOf(string bureau) => $"J{Array.IndexOf(Bureaus, bureau) + 1:00}";

    private static Unit OfTown(Area town, string phone) =>
        new(town.Code, town.Name + (town.IsUrban ? "办事处" : "人民政府"), "territorial", "", phone);

    private static string Phone(int number) => $"0999-{number}";

    // In town each bureau looks after a few grids side by side; in the country the town hall leads.
    private static void Lead(Hierarchy division, SeededRandom random)
    {
        foreach (var town in division.Towns)
            town.LeadUnitCode = town.Code;
        foreach (var community in division.Communities)
            community.LeadUnitCode = community.IsUrban ? community.Code : community.Parent!.Code;

        var (bureau, left) = (0, 0);
        foreach (var grid in division.Grids)
        {
            if (!grid.IsUrban)
            {
                grid.LeadUnitCode = grid.Parent!.LeadUnitCode;
                continue;
            }

            if (left-- == 0)
                (bureau, left) = (bureau % (Bureaus.Length - 1) + 1, 3 + random.Below(5));
            grid.LeadUnitCode = $"J{bureau + 1:00}";
        }
    }
}
