using System.Text.Json.Serialization;
using GridMap.Contracts.Units;

namespace GridMap.Contracts.Responsibility;

/// <summary>What is said of one area itself, without what it has from those above it.</summary>
/// <param name="AreaCode">Code of a grid of any level; null for the county as a whole.</param>
/// <param name="LeadUnit">The lead unit (牵头单位); null where none was named.</param>
/// <param name="Members">Member units (成员单位), in the order they were named.</param>
/// <param name="Leaders">Leaders in charge (包抓领导).</param>
/// <param name="Contacts">Whom to call.</param>
/// <param name="Revision">The ETag: of a grid, the grid's own.</param>
public sealed record AreaResponsibility(
    string? AreaCode, Unit? LeadUnit, IReadOnlyList<Unit> Members, IReadOnlyList<Unit> Leaders, IReadOnlyList<Unit> Contacts, long Revision);

/// <summary>Who is to work for an area, by codes of the register; <c>PUT</c>. The lead unit stays.</summary>
/// <param name="Members">Units that are no persons.</param>
/// <param name="Leaders">Persons.</param>
/// <param name="Contacts">Persons.</param>
public sealed record SetAreaResponsibility(IReadOnlyList<string> Members, IReadOnlyList<string> Leaders, IReadOnlyList<string> Contacts);

/// <summary>What is to change about an area; <c>PATCH</c>. An absent member stays as it is.</summary>
public sealed record EditAreaResponsibility
{
    /// <summary>A unit that is no person; null for none, so that the area above answers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> LeadUnitCode { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<IReadOnlyList<string>> Members { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<IReadOnlyList<string>> Leaders { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<IReadOnlyList<string>> Contacts { get; init; }
}
