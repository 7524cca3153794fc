namespace GridMap.Viewer.Map;

/// <summary>Knows how far time zones are ahead of UTC.</summary>
internal interface IZoneOffsets
{
    /// <summary>How far an IANA zone is ahead of UTC at a moment.</summary>
    public TimeSpan OffsetOf(string zone, DateTimeOffset moment);
}
