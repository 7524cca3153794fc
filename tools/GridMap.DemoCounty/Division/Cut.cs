using NetTopologySuite.Geometries;

namespace GridMap.DemoCounty.Division;

/// <summary>A line that could divide a face.</summary>
/// <param name="From">Place in the face's ring where it starts.</param>
/// <param name="To">Place in the ring where it ends, above <paramref name="From"/>.</param>
/// <param name="Between">The new points between, metres.</param>
/// <param name="Cost">How bad it looks; the least is taken.</param>
internal sealed record Cut(int From, int To, List<Coordinate> Between, double Cost);
