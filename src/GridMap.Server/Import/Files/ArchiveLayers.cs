namespace GridMap.Server.Import.Files;

/// <summary>What in an archive can be imported: shapefiles, each with its siblings, and other files by themselves.</summary>
internal sealed class ArchiveLayers
{
    private static readonly string[] Importable = [".shp", ".gpkg", ".geojson", ".json", ".kml", ".gpx", ".csv", ".tsv", ".xlsx", ".dbf"];
    private static readonly string[] Parts = [".shp", ".shx", ".dbf", ".prj", ".cpg"];
    private readonly Dictionary<string, ArchiveMember> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<ArchiveMember> _members;

    public ArchiveLayers(IReadOnlyList<ArchiveMember> members)
    {
        _members = members;
        var found = members.Where(member => Importable.Contains(member.Extension) && !IsPart(member)).ToArray();
        // By the shortest names that tell them apart.
        var isClear = found.DistinctBy(Short, StringComparer.OrdinalIgnoreCase).Count() == found.Length;
        foreach (var member in found) _byName[isClear ? Short(member) : member.Path] = member;
    }

    /// <summary>Their names, in the archive's order.</summary>
    public IReadOnlyList<string> Names => [.. _byName.Keys];

    public ArchiveMember? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The files that make up a shapefile, by extension.</summary>
    public IEnumerable<ArchiveMember> PartsOf(ArchiveMember shapefile) => _members.Where(
        member => Parts.Contains(member.Extension) && member.Stem.Equals(shapefile.Stem, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why there is nothing to import.</summary>
    public FileRefusedException RefuseEmpty()
    {
        if (_members.FirstOrDefault(member => member.Extension is ".zip" or ".kmz" or ".rar" or ".7z" or ".gz") is { } nested)
            return new($"The ZIP archive holds another archive ('{nested.Path}') and nothing else to import; unpack it first.");
        var shown = string.Join(", ", _members.Take(5).Select(member => member.Path));
        return new($"The ZIP archive holds nothing GridMap reads, only: {(shown.Length > 0 ? shown : "nothing")}.", 415, "file-kind");
    }

    private bool IsPart(ArchiveMember member) => member.Extension == ".dbf" && _members.Any(
        other => other.Extension == ".shp" && other.Stem.Equals(member.Stem, StringComparison.OrdinalIgnoreCase));

    private static string Short(ArchiveMember member) => member.Extension == ".shp"
        ? Path.GetFileName(member.Stem)
        : Path.GetFileName(member.Path);
}
