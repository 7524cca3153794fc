namespace GridMap.Spatial.Coordinates.Projected;

/// <summary>A run of EPSG numbers, one for each zone from 75° E to 135° E on one datum.</summary>
/// <param name="Datum">What the zones stand on.</param>
/// <param name="FirstSrid">The EPSG number of the zone at 75° E.</param>
/// <param name="ZoneDegrees">The zones' width: 3 or 6.</param>
/// <param name="FirstZone">The number of the zone at 75° E, which eastings begin with; null when they carry none.</param>
internal sealed record GaussKrugerBand(Datum Datum, int FirstSrid, int ZoneDegrees, int? FirstZone)
{
    private const int FirstMeridian = 75;
    private const int LastMeridian = 135;

    /// <summary>All 192 zones of CGCS2000, Xi'an 1980 and Beijing 1954.</summary>
    public static readonly GaussKrugerBand[] All =
    [
        new(Datum.Cgcs2000, 4491, 6, 13), new(Datum.Cgcs2000, 4502, 6, null),
        new(Datum.Cgcs2000, 4513, 3, 25), new(Datum.Cgcs2000, 4534, 3, null),
        new(Datum.Xian1980, 2327, 6, 13), new(Datum.Xian1980, 2338, 6, null),
        new(Datum.Xian1980, 2349, 3, 25), new(Datum.Xian1980, 2370, 3, null),
        new(Datum.Beijing1954, 21413, 6, 13), new(Datum.Beijing1954, 21453, 6, null),
        new(Datum.Beijing1954, 2401, 3, 25), new(Datum.Beijing1954, 2422, 3, null),
    ];

    public IEnumerable<int> Srids => Enumerable.Range(FirstSrid, Count);

    private int Count => (LastMeridian - FirstMeridian) / ZoneDegrees + 1;

    public bool Contains(int srid) => srid >= FirstSrid && srid < FirstSrid + Count;

    public double MeridianOf(int srid) => FirstMeridian + ZoneDegrees * (srid - FirstSrid);

    public double FalseEastingOf(int srid) => 500_000 + 1_000_000d * (FirstZone + srid - FirstSrid ?? 0);

    /// <summary>EPSG's name, with the ü that EPSG's file leaves out.</summary>
    public string NameOf(int srid) =>
        $"{Datum.Name} / {(ZoneDegrees == 3 ? "3-degree " : "")}Gauss-Krüger "
        + (FirstZone is { } first ? $"zone {first + srid - FirstSrid}" : $"CM {MeridianOf(srid):0}E");
}
