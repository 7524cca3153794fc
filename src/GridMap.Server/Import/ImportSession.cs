using GridMap.Server.Import.Files;
using GridMap.Server.Import.Layers;
using GridMap.Server.Import.Mapping;
using GridMap.Spatial.Grids;
using NetTopologySuite.Geometries;
using Npgsql;

namespace GridMap.Server.Import;

/// <summary>What one running import knows: its transaction, its county as locked, and what it has found so far.</summary>
internal sealed class ImportSession
{
    private int _exchangedInside;

    public required NpgsqlConnection Connection { get; init; }

    public required ImportRequest Request { get; init; }

    public required ImportFile File { get; init; }

    public required ImportedCounty County { get; init; }

    /// <summary>Reads the file's times.</summary>
    public required CountyTime Time { get; init; }

    /// <summary>The county's units.</summary>
    public required IReadOnlySet<string> UnitCodes { get; init; }

    /// <summary>The tree the rows stand in, for layers that have one.</summary>
    public required Family Family { get; init; }

    /// <summary>The county's grids, for layers that lie in grids.</summary>
    public required GridLocator? Locator { get; init; }

    public Findings Findings { get; } = new();

    public int RowsRead { get; set; }

    public int RowsLeftOut { get; set; }

    public int RowsInside { get; private set; }

    /// <summary>The grid a point lies in; null outside all grids.</summary>
    public int? GridOf(Geometry? shape)
    {
        if (shape is not Point point || Locator is null) return null;
        var gridId = Locator.Find(point.X, point.Y);
        if (gridId is not null) RowsInside++;
        else if (Locator.Find(point.Y, point.X) is not null) _exchangedInside++;
        return gridId;
    }

    /// <summary>Refuses a file whose points would lie in the county's grids only with longitude and latitude exchanged.</summary>
    public void RefuseExchangedAxes()
    {
        if (_exchangedInside > RowsInside)
            throw new FileRefusedException(
                $"Longitude and latitude look swapped: as the file has them {RowsInside} points lie in the county's grids, exchanged {_exchangedInside} would.");
    }
}
