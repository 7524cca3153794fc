namespace GridMap.Spatial.Coordinates;

/// <summary>What comparing data with a reference says about the datum chosen for them.</summary>
public enum DatumVerdict
{
    /// <summary>The data lie where the reference has them.</summary>
    Agrees,

    /// <summary>They lie off as GCJ-02 or BD-09 would put them.</summary>
    Shifted,

    /// <summary>They lie off all alike, but not as GCJ-02 or BD-09 would put them.</summary>
    OtherOffset,

    /// <summary>The two have too little in common to compare.</summary>
    CannotTell,
}
