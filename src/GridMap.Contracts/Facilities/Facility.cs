using System.Text.Json.Serialization;
using GridMap.Contracts.Geo;

namespace GridMap.Contracts.Facilities;

/// <summary>Whether a facility still stands.</summary>
public static class FacilityState
{
    public const string Existing = "existing";

    /// <summary>Demolished, rebuilt or shut, on a day and with an outcome; it stays on record.</summary>
    public const string Cleared = "cleared";
}

/// <summary>A market, toilet or waste point.</summary>
/// <param name="Id">Given by whoever recorded it.</param>
/// <param name="Number">The feature's number in tiles; unique in the county.</param>
/// <param name="ExternalId">Its id in the list it was imported from.</param>
/// <param name="Kind">One of <see cref="FacilityKind.All"/>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where it is, in words.</param>
/// <param name="OpeningHours">When it is open, in words.</param>
/// <param name="UnitCode">The unit that keeps it.</param>
/// <param name="UnitName">That unit's name.</param>
/// <param name="State">One of <see cref="FacilityState"/>.</param>
/// <param name="ClearedOn">The day it was cleared.</param>
/// <param name="ClearedOutcome">What became of it (拆除, 改造 …).</param>
/// <param name="GridCode">The responsibility grid it lies in; null outside all grids.</param>
/// <param name="GridName">That grid's name.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Revision">Raised by every change; the ETag.</param>
/// <param name="CreatedAt">When it was recorded.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="IsDeleted">Recorded by mistake and taken back.</param>
public sealed record Facility(
    Guid Id,
    long Number,
    string? ExternalId,
    string Kind,
    string Name,
    string? Address,
    string? OpeningHours,
    string? UnitCode,
    string? UnitName,
    string State,
    DateOnly? ClearedOn,
    string? ClearedOutcome,
    string? GridCode,
    string? GridName,
    double Longitude,
    double Latitude,
    long Revision,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    bool IsDeleted);

/// <summary>Records a facility. Sending the same again, with the same <paramref name="Id"/>, is harmless.</summary>
public sealed record AddFacility(
    Guid Id,
    string Kind,
    string Name,
    Position Position,
    string? Address = null,
    string? OpeningHours = null,
    string? UnitCode = null);

/// <summary>Changes a facility; absent members stay as they are.</summary>
public sealed record EditFacility
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Kind { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> Name { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Position?> Position { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Address { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> OpeningHours { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> UnitCode { get; init; }

    /// <summary><c>cleared</c> retires it, <c>existing</c> takes that back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string> State { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> ClearedOn { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> ClearedOutcome { get; init; }

    /// <summary><c>false</c> takes a deletion back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<bool?> IsDeleted { get; init; }
}
