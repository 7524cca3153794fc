using CsCheck;
using GridMap.Server.WallSheets;
using NetTopologySuite.Geometries;
using NetTopologySuite.Triangulate;

namespace GridMap.Server.Tests.WallSheets;

/// <summary>Neighbours have different colours, and six are enough, however the ground is divided.</summary>
public sealed class GridColouringTests
{
    // Borders shorter than this part of the ground are a few pixels of its picture: nobody sees two colours meet there.
    private const double ShortestBorder = 0.01;

    private static readonly Gen<Coordinate[]> Places = Gen.Select(Gen.Int[0, 199], Gen.Int[0, 199]).Select(place => new Coordinate(place.Item1 / 200.0, place.Item2 / 200.0)).Array[1, 60];

    [Fact]
    public void Neighbours_differ_and_six_colours_are_enough() => Places.Sample(places =>
    {
        var cells = Cells(places);
        var colours = GridColouring.Colour(cells);
        Assert.InRange(colours.Max(), 0, 5);
        for (var one = 0; one < cells.Count; one++)
            for (var other = 0; other < one; other++)
                if (cells[one].EnvelopeInternal.Intersects(cells[other].EnvelopeInternal) && cells[one].Intersection(cells[other]).Length > ShortestBorder)
                    Assert.NotEqual(colours[one], colours[other]);
    }, iter: 60);

    [Fact]
    public void A_grid_inside_another_differs_from_it()
    {
        var factory = new GeometryFactory();
        var inner = factory.ToGeometry(new Envelope(104.02, 104.03, 36.02, 36.03));
        var outer = factory.ToGeometry(new Envelope(104, 104.1, 36, 36.1)).Difference(inner);
        var colours = GridColouring.Colour([outer, inner]);
        Assert.NotEqual(colours[0], colours[1]);
    }

    private static List<Geometry> Cells(Coordinate[] places)
    {
        var diagram = new VoronoiDiagramBuilder { ClipEnvelope = new Envelope(0, 1, 0, 1) };
        diagram.SetSites(places.Distinct().ToArray());
        var ground = new GeometryFactory().ToGeometry(new Envelope(0, 1, 0, 1));
        var cells = diagram.GetDiagram(new GeometryFactory());
        List<Geometry> within = [.. Enumerable.Range(0, cells.NumGeometries).Select(at => cells.GetGeometryN(at).Intersection(ground)).Where(cell => cell.Area > 0)];
        return within is [] ? [ground] : within;
    }
}
