using System.Collections.Concurrent;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace GridMap.Spatial.Divisions;

/// <summary>Measures pieces of ground and makes defects of them: wide ones each its own, slivers one for all of the same areas.</summary>
internal sealed class DefectList(LocalPlane plane, DivisionTolerance tolerance) : IPieceSink
{
    // Where vertices lie on a neighbour's edge, rounding to doubles leaves splinters of some nanometres: no file means them.
    private const double NoiseMetres = 1e-6;
    private readonly ConcurrentBag<DivisionDefect> _wide = [];
    private readonly ConcurrentDictionary<(DivisionDefectKind, string, string), Slivers> _slivers = new();

    /// <summary>The polygons of an overlay's result that have an extent beyond rounding.</summary>
    public static IEnumerable<Polygon> Pieces(Geometry ground) =>
        PolygonExtracter.GetPolygons(ground).Cast<Polygon>().Where(piece => piece.Area > NoiseMetres * piece.ExteriorRing.Length / 2);

    /// <inheritdoc/>
    /// <remarks>Slivers are taken together by the first two codes.</remarks>
    public void Add(DivisionDefectKind kind, Polygon piece, IReadOnlyList<string> codes, LevelUnion? level)
    {
        var scale = plane.ScaleAt(piece.EnvelopeInternal.Centre.Y);
        var width = InscribedCircle.BoundOfWidthMetres(piece, scale);
        if (width > tolerance.SliverWidthMetres)
            width = InscribedCircle.WidthMetres(piece, scale, tolerance.SliverWidthMetres);
        if (width > tolerance.SliverWidthMetres)
            _wide.Add(Defect(kind, Sorted(codes), piece, plane.AreaSquareMetres(piece), width, isWithin: false));
        else
            _slivers.GetOrAdd(Key(kind, codes), _ => new()).Add(piece, plane.AreaSquareMetres(piece), width);
    }

    /// <summary>Takes up a defect without ground.</summary>
    public void Add(DivisionDefect defect) => _wide.Add(defect);

    /// <summary>All defects: by kind, those beyond the tolerance first, then the largest.</summary>
    public List<DivisionDefect> All() => [.. _wide
        .Concat(_slivers.Select(pair => Defect(
            pair.Key.Item1, Sorted([pair.Key.Item2, pair.Key.Item3]), pair.Value.Largest!, pair.Value.AreaSquareMetres, pair.Value.WidthMetres, isWithin: true)))
        .OrderBy(defect => defect.IsWithinTolerance).ThenBy(defect => defect.Kind).ThenByDescending(defect => defect.AreaSquareMetres)
        .ThenBy(defect => string.Join('\n', defect.GridCodes), StringComparer.Ordinal).ThenBy(defect => defect.Longitude).ThenBy(defect => defect.Latitude)];

    private static (DivisionDefectKind, string, string) Key(DivisionDefectKind kind, IReadOnlyList<string> codes)
    {
        var (one, other) = (codes.Count > 0 ? codes[0] : "", codes.Count > 1 ? codes[1] : "");
        return string.CompareOrdinal(one, other) <= 0 ? (kind, one, other) : (kind, other, one);
    }

    private static string[] Sorted(IEnumerable<string> codes) =>
        [.. codes.Where(code => code.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    private DivisionDefect Defect(DivisionDefectKind kind, string[] codes, Polygon piece, double area, double width, bool isWithin)
    {
        var at = plane.ToDegrees(InteriorPoint.GetInteriorCoord(piece) ?? piece.Coordinate);
        return new(kind, codes, at.X, at.Y, area, width, isWithin, plane.ToDegrees(piece));
    }

    private sealed class Slivers
    {
        private double _largestSquareMetres;

        public double AreaSquareMetres { get; private set; }

        public double WidthMetres { get; private set; }

        public Polygon? Largest { get; private set; }

        public void Add(Polygon piece, double area, double width)
        {
            lock (this)
            {
                AreaSquareMetres += area;
                WidthMetres = Math.Max(WidthMetres, width);
                if (Largest is null || area > _largestSquareMetres)
                    (Largest, _largestSquareMetres) = (piece, area);
            }
        }
    }
}
