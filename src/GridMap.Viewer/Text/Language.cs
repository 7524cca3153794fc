namespace GridMap.Viewer.Text;

/// <summary>The languages the viewer speaks.</summary>
internal enum Language
{
    Chinese,
    English,
}
