using System.Text.Json.Serialization;

namespace GridMap.Contracts.Units;

/// <summary>A unit with what depends on it; <c>GET /api/counties/{county}/units/{code}</c>.</summary>
/// <param name="Code">Unique within the county.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">One of <see cref="UnitKind"/>.</param>
/// <param name="ParentCode">The unit above it.</param>
/// <param name="ParentName">Its name.</param>
/// <param name="Phone">Where it is reached.</param>
/// <param name="References">Where it is named; while there is one, it cannot be deleted.</param>
/// <param name="Revision">Raised by every change; the ETag.</param>
public sealed record UnitDetail(
    string Code, string Name, string Kind, string? ParentCode, string? ParentName, string? Phone,
    IReadOnlyList<UnitReference> References, long Revision);

/// <summary>One way in which a unit is named elsewhere.</summary>
/// <param name="As">
/// <c>parent</c> of other units, <c>lead</c>, <c>member</c>, <c>leader</c> or <c>contact</c> of areas, lead unit in a <c>draft</c> of a division, <c>county</c>'s own unit,
/// <c>department</c> of categories, unit of an <c>issue</c> or <c>facility</c>, of a <c>membership</c>, <c>grant</c> or <c>key</c>.
/// </param>
/// <param name="Number">How many name it so; above zero.</param>
/// <param name="Examples">Some of them, at most three.</param>
public sealed record UnitReference(string As, int Number, IReadOnlyList<string> Examples);

/// <summary>What a unit is to be, whole; <c>PUT …/units/{code}</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">One of <see cref="UnitKind"/>.</param>
/// <param name="ParentCode">The unit above it; never a person.</param>
/// <param name="Phone">Where it is reached.</param>
public sealed record SetUnit(string Name, string Kind, string? ParentCode = null, string? Phone = null);

/// <summary>What is to change about a unit; <c>PATCH …/units/{code}</c>. An absent member stays as it is.</summary>
public sealed record EditUnit
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Name { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Kind { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> ParentCode { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Phone { get; init; }
}
