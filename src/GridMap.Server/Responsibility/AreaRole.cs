namespace GridMap.Server.Responsibility;

/// <summary>Who works for an area beside its lead unit; column <c>area_responsible.role</c>.</summary>
internal static class AreaRole
{
    public const string Member = "member";
    public const string Leader = "leader";
    public const string Contact = "contact";
}
