using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using SkiaSharp;

namespace GridMap.Server.WallSheets;

/// <summary>Gives grids colours so that neighbours differ.</summary>
internal static class GridColouring
{
    private const int Pixels = 2000, UsualColours = 4;

    // A corner that meets another, or a step of the raster, is no common border.
    private const int FewestCommonPixels = 2;

    /// <summary>For each shape the number of its colour, from 0; six at most wherever a map can be drawn with six.</summary>
    /// <param name="shapes">In any plane.</param>
    /// <remarks>
    /// Who is whose neighbour is seen in a picture of 2,000 pixels, as a person sees it: it asks for no common vertices and no
    /// tolerance. Colours are given in the reverse of the order in which the shape with the fewest neighbours left is taken away
    /// (smallest last, Matula and Beck 1983), so that each meets five neighbours at most that have one, on a plane map.
    /// </remarks>
    public static int[] Colour(IReadOnlyList<Geometry> shapes)
    {
        var neighbours = Neighbours(shapes);
        var (colours, used) = (Enumerable.Repeat(-1, shapes.Count).ToArray(), new int[UsualColours]);
        foreach (var shape in SmallestLast(neighbours))
        {
            var taken = neighbours[shape].Select(neighbour => colours[neighbour]).ToHashSet();
            var colour = Free(taken, used);
            colours[shape] = colour;
            if (colour < used.Length) used[colour]++;
        }

        return colours;
    }

    // Of the usual ones that which is seen least, so that the map is of all of them alike; else the next.
    private static int Free(HashSet<int> taken, int[] used)
    {
        var usual = Enumerable.Range(0, used.Length).Where(colour => !taken.Contains(colour)).ToList();
        return usual is [] ? Enumerable.Range(used.Length, taken.Count + 1).First(colour => !taken.Contains(colour)) : usual.MinBy(colour => used[colour]);
    }

    private static Stack<int> SmallestLast(HashSet<int>[] neighbours)
    {
        var left = neighbours.Select(all => all.Count).ToArray();
        var waiting = new PriorityQueue<int, int>(left.Select((count, shape) => (shape, count)));
        var (order, isTaken) = (new Stack<int>(), new bool[left.Length]);
        while (waiting.TryDequeue(out var shape, out var count))
        {
            // Stale: it stands in the queue again with fewer.
            if (isTaken[shape] || count != left[shape]) continue;
            isTaken[shape] = true;
            order.Push(shape);
            foreach (var neighbour in neighbours[shape].Where(neighbour => !isTaken[neighbour])) waiting.Enqueue(neighbour, --left[neighbour]);
        }

        return order;
    }

    private static HashSet<int>[] Neighbours(IReadOnlyList<Geometry> shapes)
    {
        var common = new Dictionary<(uint, uint), int>();
        var (pixels, width) = Picture(shapes);
        void Count(uint one, uint other)
        {
            if (one == other || one == 0 || other == 0) return;
            CollectionsMarshal.GetValueRefOrAddDefault(common, one < other ? (one, other) : (other, one), out _)++;
        }

        for (var at = width; at < pixels.Length; at++)
        {
            Count(pixels[at], pixels[at - 1]);
            Count(pixels[at], pixels[at - width]);
        }

        var neighbours = shapes.Select(_ => new HashSet<int>()).ToArray();
        foreach (var ((one, other), count) in common)
        {
            if (count < FewestCommonPixels) continue;
            neighbours[one - 1].Add((int)other - 1);
            neighbours[other - 1].Add((int)one - 1);
        }

        return neighbours;
    }

    // Each pixel the number of the shape it lies in, from 1; 0 outside all of them.
    private static (uint[] Pixels, int Width) Picture(IReadOnlyList<Geometry> shapes)
    {
        var bounds = new Envelope();
        foreach (var shape in shapes) bounds.ExpandToInclude(shape.EnvelopeInternal);
        var scale = Pixels / Math.Max(bounds.Width, bounds.Height);
        using var bitmap = new SKBitmap((int)Math.Ceiling(bounds.Width * scale) + 2, (int)Math.Ceiling(bounds.Height * scale) + 2, SKColorType.Bgra8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Black);
        canvas.Scale((float)scale);
        canvas.Translate((float)-bounds.MinX, (float)-bounds.MinY);
        using var paint = new SKPaint { IsAntialias = false };
        for (var number = 0; number < shapes.Count; number++)
        {
            paint.Color = new SKColor(0xFF000000 | (uint)(number + 1));
            using var path = SheetPaths.Area(shapes[number], 0);
            canvas.DrawPath(path, paint);
        }

        canvas.Flush();
        var pixels = MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan()).ToArray();
        for (var at = 0; at < pixels.Length; at++) pixels[at] &= 0xFFFFFF;
        return (pixels, bitmap.Width);
    }
}
