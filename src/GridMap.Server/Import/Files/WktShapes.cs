using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;

namespace GridMap.Server.Import.Files;

/// <summary>Builds geometries from well-known text, or well-known binary in hexadecimal, as databases write them into tables.</summary>
/// <remarks>By hand, for the reasons <see cref="WkbShapes"/> is.</remarks>
internal sealed partial class WktShapes(ShapeBuilder builder)
{
    private static readonly SearchValues<char> AfterNumber = SearchValues.Create(" \t\r\n,()");
    private readonly WkbShapes _wkb = new(builder);

    /// <summary>Whether a text is a geometry, and in which coordinate system it says to be.</summary>
    public static bool IsGeometry(string text, out string? crs)
    {
        crs = null;
        if (Hexadecimal().IsMatch(text))
        {
            // With PostGIS's bit of a number, least significant byte first as it writes them.
            if (text[1] == '1' && (System.Convert.FromHexString(text.AsSpan(8, 2))[0] & 0x20) != 0 && text.Length >= 18)
                crs = Epsg(BitConverter.ToInt32(System.Convert.FromHexString(text.AsSpan(10, 8))));
            return true;
        }

        var match = Start().Match(text);
        if (match.Groups["srid"] is { Success: true } srid && int.TryParse(srid.ValueSpan, out var number)) crs = Epsg(number);
        return match.Success;
    }

    /// <summary>Builds one geometry; null for an empty one.</summary>
    /// <exception cref="FaultException">It is broken, or of a kind GridMap makes nothing of.</exception>
    public Geometry? Build(string text)
    {
        if (Hexadecimal().IsMatch(text)) return _wkb.Build(System.Convert.FromHexString(text));
        if (Start().Match(text) is not { Success: true } start) throw new FaultException("The geometry is not well-known text.");
        var reader = new Reader(text, start.Length);
        var kind = start.Groups["kind"].Value.ToUpperInvariant();
        if (reader.IsWord("EMPTY")) return null;
        var geometry = Build(kind, ref reader);
        return reader.IsAtEnd ? geometry : throw reader.Broken();
    }

    private Geometry Build(string kind, ref Reader reader)
    {
        switch (kind)
        {
            case "POINT": return ShapeBuilder.Factory.CreatePoint(Single(Positions(ref reader)));
            case "LINESTRING": return ShapeBuilder.Line(Positions(ref reader));
            case "POLYGON": return Polygon(Rings(ref reader));
            case "MULTIPOINT": return ShapeBuilder.Points(Points(ref reader));
            case "MULTILINESTRING": return ShapeBuilder.Factory.CreateMultiLineString([.. Rings(ref reader).Select(ShapeBuilder.Line)]);
            case "MULTIPOLYGON":
                var polygons = new List<Polygon>();
                reader.Require('(');
                do polygons.Add(Polygon(Rings(ref reader)));
                while (reader.Take(','));
                reader.Require(')');
                return ShapeBuilder.Factory.CreateMultiPolygon([.. polygons]);
            default: throw new FaultException($"The geometry is a {kind}, of which GridMap makes nothing.");
        }
    }

    private static Polygon Polygon(List<Coordinate[]> rings) =>
        ShapeBuilder.Factory.CreatePolygon(ShapeBuilder.Ring(rings[0]), [.. rings.Skip(1).Select(ShapeBuilder.Ring)]);

    private static Coordinate Single(Coordinate[] positions) =>
        positions is [var only] ? only : throw new FaultException($"The point has {positions.Length} positions; it needs one.");

    private List<Coordinate[]> Rings(ref Reader reader)
    {
        var rings = new List<Coordinate[]>();
        reader.Require('(');
        do rings.Add(Positions(ref reader));
        while (reader.Take(','));
        reader.Require(')');
        return rings;
    }

    // Each point may stand in parentheses of its own, or not.
    private Coordinate[] Points(ref Reader reader)
    {
        var points = new List<Coordinate>();
        reader.Require('(');
        do
        {
            var isWrapped = reader.Take('(');
            points.Add(Position(ref reader));
            if (isWrapped) reader.Require(')');
        }
        while (reader.Take(','));
        reader.Require(')');
        return [.. points];
    }

    private Coordinate[] Positions(ref Reader reader)
    {
        var positions = new List<Coordinate>();
        reader.Require('(');
        do
        {
            positions.Add(Position(ref reader));
            ShapeBuilder.RequireFew(positions.Count);
        }
        while (reader.Take(','));
        reader.Require(')');
        return [.. positions];
    }

    private Coordinate Position(ref Reader reader)
    {
        var (x, y) = (reader.Number(), reader.Number());
        while (reader.IsNumber) reader.Number();
        return builder.Position(x, y);
    }

    private static string? Epsg(int srid) => srid > 0 ? $"EPSG:{srid}" : null;

    [GeneratedRegex(@"^\s*(SRID\s*=\s*(?<srid>\d+)\s*;\s*)?(?<kind>(MULTI)?(POINT|LINESTRING|POLYGON|CURVE|SURFACE)|GEOMETRYCOLLECTION|CIRCULARSTRING|COMPOUNDCURVE|CURVEPOLYGON)\s*(ZM?|M)?(?=[\s(])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Start();

    [GeneratedRegex("^0[01]([0-9A-Fa-f]{2}){8,}$", RegexOptions.ExplicitCapture)]
    private static partial Regex Hexadecimal();

    private ref struct Reader(string text, int at)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _at = at;

        public bool IsAtEnd
        {
            get
            {
                SkipBlanks();
                return _at == _text.Length;
            }
        }

        public bool IsNumber
        {
            get
            {
                SkipBlanks();
                return _at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] is '-' or '+' or '.' or 'N' or 'n');
            }
        }

        public bool IsWord(string word)
        {
            SkipBlanks();
            if (!_text[_at..].StartsWith(word, StringComparison.OrdinalIgnoreCase)) return false;
            _at += word.Length;
            return true;
        }

        public bool Take(char wanted)
        {
            SkipBlanks();
            if (_at == _text.Length || _text[_at] != wanted) return false;
            _at++;
            return true;
        }

        public void Require(char wanted)
        {
            if (!Take(wanted)) throw Broken();
        }

        public double Number()
        {
            SkipBlanks();
            var rest = _text[_at..];
            var length = rest.IndexOfAny(AfterNumber);
            if (length < 0) length = rest.Length;
            if (!double.TryParse(rest[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) throw Broken();
            _at += length;
            return number;
        }

        public readonly FaultException Broken() =>
            new($"The geometry is broken at its character {_at + 1}: '{_text[_at..Math.Min(_text.Length, _at + 20)]}'.");

        private void SkipBlanks()
        {
            while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
        }
    }
}
