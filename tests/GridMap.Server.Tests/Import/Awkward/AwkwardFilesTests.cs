using System.Globalization;
using System.Text;
using GridMap.Testing;

namespace GridMap.Server.Tests.Import.Awkward;

/// <summary>Every awkward file is read right or refused in one sentence; docs/awkward-files.md lists what GridMap says about each.</summary>
/// <remarks>The table is written anew with the environment variable <c>GRIDMAP_WRITE_DOCS=1</c>.</remarks>
public sealed class AwkwardFilesTests
{
    private static readonly string[] Folders = ["awkward-files", "anhui-counties-gbk", "beijing-subdistricts"];

    // Parts of shapefiles are read with their .shp; the others describe the set.
    private static readonly string[] NoData = [".shx", ".prj", ".cpg", ".sbn", ".sbx", ".md"];
    private static readonly string[] Descriptions = ["LICENSE", "gdal_geos_findings.csv", "HSAR-DESCRIPTION.txt"];
    private static readonly string Committed = Path.Combine(Repository.Folder, "docs", "awkward-files.md");

    [Fact]
    public void The_table_in_the_docs_says_what_GridMap_says()
    {
        var gdal = GdalFinding.ReadAll(SharedData.Find("awkward-files/gdal_geos_findings.csv"));
        var rows = Folders.SelectMany(Readings).Select(reading => (Reading: reading, Gdal: gdal.GetValueOrDefault(reading.Path))).ToArray();
        var unexplained = rows.Where(row => row.Gdal is not null && row.Gdal.Compare(row.Reading) is null)
            .Select(row => $"{row.Reading.Path}: {row.Reading.Rows} {string.Join('+', row.Reading.Types)}, {row.Reading.Invalid} invalid; GDAL {row.Gdal}");
        Assert.Equal("", string.Join('\n', unexplained));
        // Of the files that GDAL was shown, one is not in the folder.
        Assert.Equal(["derived/bj_zone39_noprj_nocpg_gbk.shp"], gdal.Keys.Except(rows.Select(row => row.Reading.Path)));
        var table = Write(rows!);
        if (Environment.GetEnvironmentVariable("GRIDMAP_WRITE_DOCS") == "1") File.WriteAllText(Committed, table);
        Assert.Equal(File.ReadAllText(Committed), table);
    }

    private static IEnumerable<FileReading> Readings(string folder)
    {
        var root = SharedData.Find(folder);
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(IsData))
        {
            var shown = Path.GetRelativePath(root, path).Replace('\\', '/');
            foreach (var reading in FileReading.OfAll(path, folder == Folders[0] ? shown : $"{folder}/{shown}")) yield return reading;
        }
    }

    private static bool IsData(string path)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (NoData.Contains(extension) || Descriptions.Contains(Path.GetFileName(path))) return false;
        return extension != ".dbf" || !Directory.EnumerateFiles(Path.GetDirectoryName(path)!).Any(
            other => Path.ChangeExtension(other, null) == Path.ChangeExtension(path, null) && Path.GetExtension(other).Equals(".shp", StringComparison.OrdinalIgnoreCase));
    }

    private static string Write((FileReading Reading, GdalFinding? Gdal)[] rows)
    {
        var text = new StringBuilder(
            """
            # What GridMap says about awkward files

            Written by `AwkwardFilesTests`, which fails where this table is not what GridMap says; `GRIDMAP_WRITE_DOCS=1` writes it anew.
            The files are real ones, collected beside the repository. Each layer of each is read without a mapping: all rows, all columns, the
            geometries in the coordinate system that the file names. *Refused* are the rows an import would refuse for what they are, before
            any field is looked at; the sentence is about the first of them, or about the file as a whole. *None* counts rows without a
            geometry, which only units take. *Text* is the first that is not ASCII, as it reads. *GDAL* is what GDAL 3.6 and GEOS 3.11 found
            (features, kinds without Multi-, invalid ones; of a file's first layer), and why GridMap's figures are others.


            """);
        text.Replace("\r", "");
        var files = rows.DistinctBy(row => row.Reading.Path).Count();
        var refused = rows.Where(row => row.Reading.IsRefusedWhole).DistinctBy(row => row.Reading.Path).Count();
        text.Append(CultureInfo.InvariantCulture, $"{files} files, {rows.Length} layers; {files - refused} files are read, {refused} are refused as a whole.\n\n");
        text.Append("| file | format | layer | rows | refused | none | kinds | encoding | text | coordinate system | sentence | GDAL |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var (reading, gdal) in rows)
        {
            string[] cells =
            [
                reading.Path, reading.Format, reading.Layer, Number(reading.Rows), Number(reading.Refused), Number(reading.WithoutShape),
                string.Join(", ", reading.Types), reading.Encoding, reading.Sample, reading.Crs, reading.Sentence, gdal?.Compare(reading) ?? "",
            ];
            text.Append("| ").AppendJoin(" | ", cells.Select(Cell)).Append(" |\n");
        }

        return text.ToString();
    }

    private static string Number(int count) => count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture);

    private static string Cell(string text) => new([.. (text.Length > 300 ? text[..300] + "…" : text)
        .Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Select(c => char.IsControl(c) ? ' ' : c)]);
}
