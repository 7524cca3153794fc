using System.Globalization;
using GridMap.Spatial.HotSpots;

namespace GridMap.Spatial.Tests.HotSpots;

/// <summary>A table with a header, read by its columns' names.</summary>
internal sealed class Reference
{
    private readonly string[] columns;
    private readonly string[][] rows;

    private Reference(string[] columns, string[][] rows) => (this.columns, this.rows) = (columns, rows);

    public static Reference Read(string name)
    {
        var lines = File.ReadLines(SharedData.File($"hotspot-reference/{name}")).Where(line => line.Length > 0).Select(line => line.Split(',')).ToArray();
        return new(lines[0], lines[1..]);
    }

    public string[] Texts(string column) => [.. rows.Select(row => row[Array.IndexOf(columns, column)].Trim())];

    public double[] Numbers(string column) => Array.ConvertAll(Texts(column), text => double.Parse(text, CultureInfo.InvariantCulture));

    /// <summary>The links of a file, as neighbours among the ids given.</summary>
    public static SpatialWeights Links(string name, string[] ids)
    {
        var links = Read(name);
        var places = ids.Index().ToDictionary(id => id.Item, id => id.Index);
        return SpatialWeights.FromPairs(ids.Length, links.Texts("i").Zip(links.Texts("j")).Select(link => (places[link.First], places[link.Second])));
    }
}
