using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace GridMap.Spatial.Divisions.UnitGrids;

/// <summary>Divides areas into unit grids (单元网格): along streets first, then into compact pieces of about one area.</summary>
/// <remarks>
/// The pieces of an area tile it exactly: neighbours have the very same vertices, and where a cut ends on the area's own border, every
/// area of the division that has that edge gets the vertex too. What streets leave is joined with a neighbour where it is smaller than
/// half of what is wanted, and halved where it is larger than one and a half. The same input gives the same grids.
/// </remarks>
public static class UnitGridMaker
{
    /// <summary>The least and the most that can be wanted of a unit grid, m².</summary>
    public const double LeastSquareMetres = 2_000, MostSquareMetres = 100_000;

    /// <summary>Plans unit grids.</summary>
    /// <param name="areas">All areas of the division, of all levels, without unit grids that are to go; those to be divided valid.</param>
    /// <param name="parents">Codes of the areas to be divided.</param>
    /// <param name="streets">Centre lines, EPSG:4326; rivers too.</param>
    /// <param name="wantedSquareMetres">How large a unit grid should be, on the ground; 2,000 to 100,000.</param>
    /// <param name="progress">Told the part done, 0 to 1.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="OperationCanceledException">When <paramref name="ct"/> is cancelled.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Another area is wanted.</exception>
    public static UnitGridPlan Plan(
        IReadOnlyList<DivisionArea> areas, IReadOnlySet<string> parents, IEnumerable<Geometry> streets, double wantedSquareMetres = 10_000,
        IProgress<double>? progress = null, CancellationToken ct = default)
    {
        if (wantedSquareMetres is not (>= LeastSquareMetres and <= MostSquareMetres))
            throw new ArgumentOutOfRangeException(nameof(wantedSquareMetres), wantedSquareMetres, "A unit grid has 2,000 to 100,000 square metres.");
        var ground = Ground.Of(areas, null, ct);
        var network = new StreetNetwork(streets.Select(ground.Plane.FromDegrees), Math.Sqrt(wantedSquareMetres) / 10);
        var divided = ground.Shapes.Where(shape => parents.Contains(shape.Area.Code)).ToList();
        var (nodes, count, pieces) = (new EdgeNodes(), new ProgressCount(progress, divided.Count), new List<(string Parent, List<Polygon> Pieces)>());
        foreach (var parent in divided)
        {
            ct.ThrowIfCancellationRequested();
            var scale = ground.Plane.ScaleAt(parent.Shape.EnvelopeInternal.Centre.Y);
            pieces.Add((parent.Area.Code, Divide(parent.Shape, network, nodes, wantedSquareMetres / (scale.X * scale.Y))));
            count.Add(1);
        }

        var degrees = new KnownDegrees(ground);
        return new(
            [.. pieces.SelectMany(ofParent => InOrder(ofParent.Pieces.ConvertAll(nodes.Expand)).Select(piece => new UnitGridShape(ofParent.Parent, (Polygon)degrees.Of(piece))))],
            [.. ground.Shapes.Select(shape => (shape, Noded(shape.Shape, nodes))).Where(pair => pair.Item2.NumPoints > pair.shape.Shape.NumPoints)
                .Select(pair => new NodedArea(pair.shape.Area.Code, degrees.Of(pair.Item2)))]);
    }

    /// <summary>Codes of the unit grids that a division has, by the area that each is a part of: the lowest, from the one it names downward, that it lies in.</summary>
    public static ILookup<string, string> UnitsByParent(IReadOnlyList<DivisionArea> areas) =>
        UnitParents.Resolve(areas.Any(area => area.Level == DivisionLevels.Unit) ? Ground.Of(areas, null, default).Shapes : [])
            .Where(shape => shape.Area.Level == DivisionLevels.Unit && shape.ParentCode is not null)
            .ToLookup(shape => shape.ParentCode!, shape => shape.Area.Code, StringComparer.Ordinal);

    private static List<Polygon> Divide(Geometry parent, StreetNetwork network, EdgeNodes nodes, double wanted)
    {
        var pieces = new List<Polygon>();
        foreach (var part in PolygonExtracter.GetPolygons(parent).Cast<Polygon>())
        {
            var blocks = network.Blocks(nodes.Expand(part), nodes).ConvertAll(nodes.Expand);
            ScrapMerging.Merge(blocks, wanted / 2, double.MaxValue);
            var halved = new List<Polygon>();
            foreach (var block in blocks)
                new BlockHalving(nodes, wanted).Halve(block, halved);
            halved = halved.ConvertAll(nodes.Expand);
            ScrapMerging.Merge(halved, wanted / 2, 1.5 * wanted);
            pieces.AddRange(halved);
        }

        return pieces;
    }

    private static IEnumerable<Polygon> InOrder(List<Polygon> pieces) => DivisionCodes.InReadingOrder(pieces).Select(at => pieces[at]);

    private static Geometry Noded(Geometry shape, EdgeNodes nodes) => new GeometryEditor(shape.Factory).Edit(shape, new Rings(nodes));

    private sealed class Rings(EdgeNodes nodes) : GeometryEditor.CoordinateOperation
    {
        public override Coordinate[] Edit(Coordinate[] coordinates, Geometry geometry) => nodes.Expand(coordinates);
    }

    // Vertices that areas had come back as the very numbers they were.
    private sealed class KnownDegrees(Ground ground)
    {
        private readonly Dictionary<(double, double), Coordinate> _given = ground.Shapes.SelectMany(shape => shape.Area.Shape.Coordinates)
            .GroupBy(at => (ground.Plane.FromDegrees(at).X, ground.Plane.FromDegrees(at).Y)).ToDictionary(same => same.Key, same => same.First());

        public Geometry Of(Geometry shape) => ground.Plane.ToDegrees(shape, at => _given.GetValueOrDefault((at.X, at.Y)));
    }
}
