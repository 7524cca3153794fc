using NetTopologySuite.Geometries;
using SkiaSharp;

namespace GridMap.Server.WallSheets;

/// <summary>Puts degrees on paper: an equirectangular plane that is true to scale at the ground's middle latitude, as checks of divisions use it.</summary>
/// <remarks>50 km north or south of there widths are off by less than 1 % (at 45°).</remarks>
internal sealed class SheetPlane
{
    private const double SemiMajorMetres = 6_378_137, EccentricitySquared = 0.0066943800229;
    private readonly double _longitude, _latitude, _pointsPerLongitude, _pointsPerLatitude;
    private readonly SKPoint _middle;

    /// <summary>The ground's middle in the middle of a frame.</summary>
    public SheetPlane(Envelope bounds, SKRect frame, int denominator)
    {
        (_longitude, _latitude) = (bounds.Centre.X, bounds.Centre.Y);
        _middle = new(frame.MidX, frame.MidY);
        var (longitude, latitude) = MetresPerDegree(_latitude);
        PointsPerMetre = 1000.0 * SheetPaper.Mm / denominator;
        (_pointsPerLongitude, _pointsPerLatitude) = (longitude * PointsPerMetre, latitude * PointsPerMetre);
    }

    /// <summary>How long a metre of ground is on paper.</summary>
    public double PointsPerMetre { get; }

    /// <summary>Metres from west to east and from north to south.</summary>
    public static (double Width, double Height) Metres(Envelope bounds)
    {
        var (longitude, latitude) = MetresPerDegree(bounds.Centre.Y);
        return (bounds.Width * longitude, bounds.Height * latitude);
    }

    /// <summary>A place on paper, to the right and down.</summary>
    public Coordinate At(double longitude, double latitude) =>
        new(_middle.X + (longitude - _longitude) * _pointsPerLongitude, _middle.Y - (latitude - _latitude) * _pointsPerLatitude);

    /// <summary>A shape on paper; the one given stays as it is.</summary>
    public Geometry At(Geometry shape)
    {
        var copy = shape.Copy();
        copy.Apply(new Moved(this));
        copy.GeometryChanged();
        return copy;
    }

    private static (double Longitude, double Latitude) MetresPerDegree(double latitude)
    {
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(latitude));
        var squared = 1 - EccentricitySquared * sine * sine;
        var across = SemiMajorMetres / Math.Sqrt(squared);
        return (double.DegreesToRadians(across * cosine), double.DegreesToRadians(across * (1 - EccentricitySquared) / squared));
    }

    private sealed class Moved(SheetPlane plane) : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence)
        {
            for (var at = 0; at < sequence.Count; at++)
            {
                var moved = plane.At(sequence.GetX(at), sequence.GetY(at));
                sequence.SetX(at, moved.X);
                sequence.SetY(at, moved.Y);
            }
        }
    }
}
