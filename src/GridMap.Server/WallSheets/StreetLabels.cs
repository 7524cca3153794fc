using GridMap.Server.WallSheets.Fonts;
using NetTopologySuite.Geometries;
using NetTopologySuite.LinearReferencing;
using SkiaSharp;

namespace GridMap.Server.WallSheets;

/// <summary>Places the names of streets and rivers along them, where they run straight and nothing is written yet.</summary>
internal sealed class StreetLabels(SheetType type, SheetPaper paper, SKRect frame, TakenGround taken)
{
    private const float HaloPart = 0.3f;

    // How much of a bent stretch its chord may cut off, and how much longer it is than the name on it.
    private const double Straight = 0.975, Room = 1.15;

    // Between two namings of one street, in sizes of the table's text.
    private const double Repeat = 42;

    private readonly Dictionary<string, List<SKPoint>> _named = new(StringComparer.Ordinal);

    /// <summary>The names of a street.</summary>
    /// <param name="name">Its name; may be empty.</param>
    /// <param name="style">Its class.</param>
    /// <param name="onPaper">Its lines on paper.</param>
    public IEnumerable<SheetLabel> Place(string name, StreetStyle style, Geometry onPaper)
    {
        if (string.IsNullOrWhiteSpace(name)) yield break;
        var size = style.NameSize * paper.Text;
        var (width, named) = (type.Width(name, size), Named(name));
        foreach (var line in SheetPaths.Parts<LineString>(onPaper))
        {
            var along = new LengthIndexedLine(line);
            foreach (var (from, to) in Stretches(line.Length, width * Room))
            {
                if (Stretch(along, from, to) is not var (middle, direction) || named.Exists(other => SKPoint.Distance(other, middle) < Repeat * paper.Text)) continue;
                List<Envelope> boxes = [.. Boxes(middle, direction, width, size)];
                if (!boxes.TrueForAll(box => IsInFrame(box) && taken.IsFree(box))) continue;
                boxes.ForEach(taken.Take);
                named.Add(middle);
                yield return new([name], size, middle, Upright(direction), style.NameColour, size * HaloPart);
            }
        }
    }

    // From the middle of the line outwards.
    private static IEnumerable<(double From, double To)> Stretches(double length, double wanted)
    {
        if (wanted > length) yield break;
        var (middle, step) = ((length - wanted) / 2, wanted / 2);
        yield return (middle, middle + wanted);
        for (var off = step; off <= middle; off += step)
        {
            yield return (middle - off, middle - off + wanted);
            yield return (middle + off, middle + off + wanted);
        }
    }

    private static (SKPoint Middle, double Degrees)? Stretch(LengthIndexedLine along, double from, double to)
    {
        var (start, end) = (along.ExtractPoint(from), along.ExtractPoint(to));
        if (start.Distance(end) < Straight * (to - from)) return null;
        var middle = along.ExtractPoint((from + to) / 2);
        // On the line where it is straight, between line and chord where it bends.
        var (x, y) = ((middle.X + (start.X + end.X) / 2) / 2, (middle.Y + (start.Y + end.Y) / 2) / 2);
        return (new((float)x, (float)y), double.RadiansToDegrees(Math.Atan2(end.Y - start.Y, end.X - start.X)));
    }

    // Squares along a slanting text.
    private static IEnumerable<Envelope> Boxes(SKPoint middle, double degrees, float width, float size)
    {
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(degrees));
        var half = size * 0.6;
        var count = (int)Math.Ceiling(width / size);
        for (var box = 0; box <= count; box++)
        {
            var off = -width / 2 + width * box / count;
            yield return new(middle.X + off * cosine - half, middle.X + off * cosine + half, middle.Y + off * sine - half, middle.Y + off * sine + half);
        }
    }

    private static float Upright(double degrees) => (float)(degrees > 90 ? degrees - 180 : degrees <= -90 ? degrees + 180 : degrees);

    private bool IsInFrame(Envelope box) => box.MinX > frame.Left && box.MaxX < frame.Right && box.MinY > frame.Top && box.MaxY < frame.Bottom;

    private List<SKPoint> Named(string name)
    {
        if (!_named.TryGetValue(name, out var places)) _named[name] = places = [];
        return places;
    }
}
