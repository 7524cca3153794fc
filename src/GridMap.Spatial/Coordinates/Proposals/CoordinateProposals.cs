using GridMap.Spatial.Coordinates.Proposals;
using GridMap.Spatial.Coordinates.Shifted;
using NetTopologySuite.Geometries;

namespace GridMap.Spatial.Coordinates;

/// <summary>Tells from their numbers which coordinate systems data may be in. It proposes; a person decides.</summary>
public static class CoordinateProposals
{
    private const int Most = 12;

    // Data and county that lie this near each other are equally likely; further off, the nearer is.
    private const double EquallyNearMetres = 5_000;

    // A zone's neighbour is 200 km off or more: what is nearer than this hides what is further.
    private const double PlausibleMetres = 100_000;

    // Points above or below these shares are left out, so that a stray 0, 0 does not decide.
    private const double StrayShare = 0.02;
    private const int FewestToDropStrays = 50;

    /// <summary>Proposals for positions picked out of the data, the most likely first; empty when no system puts them on land that counts.</summary>
    /// <param name="positions">As the data give them, x and y of unknown meaning.</param>
    /// <param name="county">The county's bounds in degrees of WGS 84; null when it has none yet.</param>
    public static IReadOnlyList<CoordinateProposal> For(IEnumerable<Coordinate> positions, Envelope? county)
    {
        var finite = positions.Where(at => double.IsFinite(at.X) && double.IsFinite(at.Y)).ToArray();
        return finite.Length == 0 ? [] : For(new Envelope(Low(finite, at => at.X), High(finite, at => at.X), Low(finite, at => at.Y), High(finite, at => at.Y)), county);
    }

    /// <summary>Proposals for data with these bounds, the most likely first; empty when no system puts them where they can be meant.</summary>
    /// <param name="data">The data's bounds in their own numbers.</param>
    /// <param name="county">The county's bounds in degrees of WGS 84; null when it has none yet.</param>
    public static IReadOnlyList<CoordinateProposal> For(Envelope data, Envelope? county)
    {
        if (data.IsNull)
            return [];
        var swapped = new Envelope(data.MinY, data.MaxY, data.MinX, data.MaxX);
        var all = Place(Candidates.For(data, county), data, county, swapped: false)
            .Concat(Place(Candidates.For(swapped, county), swapped, county, swapped: true)).ToArray();
        return [.. Plausible(all).OrderBy(Farness).ThenBy(proposal => proposal.SwappedAxes).Take(Most)];
    }

    private static IEnumerable<CoordinateProposal> Place(IEnumerable<Candidate> candidates, Envelope data, Envelope? county, bool swapped)
    {
        foreach (var (system, reason) in candidates)
        {
            if (BoundsIn(system, data) is not { } bounds)
                continue;
            double? metres = county is null || county.IsNull ? null : Ground.Between(bounds, county);
            yield return new CoordinateProposal(system, swapped, Sentence(reason, swapped, metres), bounds, metres);
        }
    }

    private static IEnumerable<CoordinateProposal> Plausible(CoordinateProposal[] all) =>
        Array.Exists(all, proposal => proposal.MetresOffCounty < PlausibleMetres)
            ? all.Where(proposal => proposal.MetresOffCounty < PlausibleMetres)
            : all;

    // Without a county, what lies in China comes first.
    private static double Farness(CoordinateProposal proposal) => proposal.MetresOffCounty switch
    {
        null => Gcj02.Shifts(proposal.Bounds.Centre.X, proposal.Bounds.Centre.Y) ? 0 : 1,
        < EquallyNearMetres => 0,
        { } metres => metres,
    };

    private static string Sentence(string reason, bool swapped, double? metres)
    {
        var turned = swapped ? reason + ", and the second coordinate comes first" : reason;
        return metres switch
        {
            null => turned + ".",
            0 => turned + "; the data would lie in the county's bounds.",
            < 1_000 => $"{turned}; the data would lie {metres:0} m off the county's bounds.",
            _ => $"{turned}; the data would lie {metres / 1_000:0} km off the county's bounds.",
        };
    }

    // Edges bend: corners alone would not do.
    private static Envelope? BoundsIn(CoordinateSystem system, Envelope data)
    {
        var bounds = new Envelope();
        for (var step = 0; step < 25; step++)
        {
            var (x, y) = (data.MinX + data.Width * (step % 5) / 4, data.MinY + data.Height * (step / 5) / 4);
            if (system.Refuse(x, y) is not null)
                return null;
            var (longitude, latitude) = system.ToWgs84(x, y);
            if (!(Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90))
                return null;
            bounds.ExpandToInclude(longitude, latitude);
        }

        return bounds;
    }

    private static double Low(Coordinate[] positions, Func<Coordinate, double> of) => Ranked(positions, of, StrayShare);

    private static double High(Coordinate[] positions, Func<Coordinate, double> of) => Ranked(positions, of, 1 - StrayShare);

    private static double Ranked(Coordinate[] positions, Func<Coordinate, double> of, double share)
    {
        var sorted = positions.Select(of).Order().ToArray();
        return positions.Length >= FewestToDropStrays ? sorted[(int)Math.Round((sorted.Length - 1) * share)] : share < 0.5 ? sorted[0] : sorted[^1];
    }
}
