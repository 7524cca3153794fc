namespace GridMap.Server.Access;

/// <summary>
/// The part of a county in which somebody holds a permission, as queries join it: the grids beneath <see cref="AreaGridIds"/>
/// (by table grid_within), and whatever is assigned to one of <see cref="UnitCodes"/> wherever it lies.
/// </summary>
/// <remarks>Queries take it as two parameters and say, for example:
/// <code>
/// AND ($2::integer[] IS NULL
///     OR i.grid_id = ANY (ARRAY(SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($2)))
///     OR i.unit_code = ANY ($3::text[]))
/// </code>
/// What lies in no grid is seen by those alone who see the whole county.</remarks>
internal sealed class Scope : IEquatable<Scope>
{
    private Scope(int[]? areaGridIds, string[]? unitCodes)
    {
        (AreaGridIds, UnitCodes) = (areaGridIds, unitCodes);
        // Once: a tile's key is hashed and compared again and again.
        Key = areaGridIds is null ? "*" : $"{string.Join(',', areaGridIds)};{string.Join(',', (unitCodes ?? []).Select(Uri.EscapeDataString))}";
    }

    /// <summary>The whole county, and what lies in no grid.</summary>
    public static Scope County { get; } = new(null, null);

    /// <summary>Nothing at all.</summary>
    public static Scope Nothing { get; } = new([], null);

    /// <summary>Grids of any level, ascending; null for the whole county.</summary>
    public int[]? AreaGridIds { get; }

    /// <summary>Units, ascending; null for none.</summary>
    public string[]? UnitCodes { get; }

    public bool IsCounty => AreaGridIds is null;

    public bool IsNothing => AreaGridIds is [] && UnitCodes is null;

    /// <summary>What caches put into their keys: two scopes with the same text are the same.</summary>
    public string Key { get; }

    /// <summary>The areas and units of several grants together.</summary>
    public static Scope Of(IEnumerable<int> areaGridIds, IEnumerable<string> unitCodes)
    {
        string[] units = [.. unitCodes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new([.. areaGridIds.Distinct().Order()], units is [] ? null : units);
    }

    /// <summary>The two parameters a query takes.</summary>
    public object?[] Parameters => [AreaGridIds, UnitCodes];

    public bool Equals(Scope? other) => other is not null && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as Scope);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
