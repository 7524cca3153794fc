using System.Text.Json;

namespace GridMap.Contracts.Divisions;

/// <summary>Changes grids of a draft, all of them or none; <c>PATCH /api/counties/{county}/divisions/{id}/grids</c>.</summary>
/// <param name="Put">Grids as they are to be, whole: those of a code that the draft has are replaced, others added.</param>
/// <param name="Remove">Codes of grids that the draft is to lose.</param>
public sealed record EditDivisionGrids(IReadOnlyList<DrawnGrid>? Put = null, IReadOnlyList<string>? Remove = null);

/// <summary>A grid as somebody drew it.</summary>
/// <param name="GridCode">Unique within the division; 1 to 100 characters.</param>
/// <param name="Name">Its name; 1 to 200 characters.</param>
/// <param name="Level">One of <see cref="Grids.GridLevel"/>.</param>
/// <param name="Geometry">GeoJSON Polygon or MultiPolygon, longitude before latitude.</param>
/// <param name="ParentCode">Code of the grid above it.</param>
/// <param name="LeadUnitCode">Code of its lead unit (牵头单位), which the county has.</param>
/// <param name="Residents">People living in it, where known; not negative.</param>
public sealed record DrawnGrid(
    string GridCode, string Name, string Level, JsonElement Geometry, string? ParentCode = null, string? LeadUnitCode = null,
    int? Residents = null);

/// <summary>What a county asks of its divisions; <c>GET</c> and <c>PUT /api/counties/{county}/division-rules</c>.</summary>
/// <param name="SliverWidthMetres">Gaps and overlaps up to this width are within tolerance; 0 to 100.</param>
/// <param name="CodeScheme"><c>free</c> or <c>gbt30428</c> (6 + 3 + 3 + 3 digits).</param>
/// <param name="Boundary">The ground to be divided, GeoJSON Polygon or MultiPolygon; null: whatever the grids cover.</param>
public sealed record CountyDivisionRules(double SliverWidthMetres, string CodeScheme, JsonElement? Boundary = null);
