using GridMap.Contracts.Units;

namespace GridMap.Contracts.Responsibility;

/// <summary>Which department answers for which kind of problem (条).</summary>
/// <param name="Departments">By category, ascending.</param>
/// <param name="Revision">The ETag; 0 before anything was said.</param>
public sealed record CountyDepartments(IReadOnlyList<CategoryDepartment> Departments, long Revision);

/// <summary>The department of one kind of problem.</summary>
/// <param name="Category">The whole of an issue's category or its beginning; empty for every category.</param>
/// <param name="Unit">The department.</param>
public sealed record CategoryDepartment(string Category, Unit Unit);

/// <summary>All departments as they are to be; <c>PUT /api/counties/{county}/departments</c>.</summary>
public sealed record SetDepartments(IReadOnlyList<SetDepartment> Departments);

/// <summary>The department of one kind of problem.</summary>
/// <param name="Category">See <see cref="CategoryDepartment"/>.</param>
/// <param name="UnitCode">A unit that is no person.</param>
public sealed record SetDepartment(string Category, string UnitCode);
