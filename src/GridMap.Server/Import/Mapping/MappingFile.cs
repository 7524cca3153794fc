using System.Text.Json;
using System.Text.RegularExpressions;
using GridMap.Contracts;
using GridMap.Contracts.Imports;
using GridMap.Server.Platform;

namespace GridMap.Server.Import.Mapping;

/// <summary>Reads a mapping file, strictly: a misspelt member is a refusal, not a silent default.</summary>
internal static partial class MappingFile
{
    /// <summary>The largest mapping, in bytes.</summary>
    public const int MostBytes = 1_000_000;

    /// <summary>Reads a mapping.</summary>
    /// <exception cref="FileRefusedException">It is not a mapping.</exception>
    public static FieldMapping Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MostBytes) throw new FileRefusedException("The mapping is larger than 1 MB.", 413, "too-large");
        if (json is [0xEF, 0xBB, 0xBF, ..]) json = json[3..];
        try
        {
            return Check(JsonSerializer.Deserialize<FieldMapping>(json, ContractsJson.Options)
                ?? throw new FileRefusedException("The mapping is empty."));
        }
        catch (JsonException broken)
        {
            throw new FileRefusedException($"The mapping cannot be read. {JsonFaults.Explain(broken)}");
        }
    }

    private static FieldMapping Check(FieldMapping mapping)
    {
        if (mapping.County is { } county && !CountyCode().IsMatch(county.Code))
            throw new FileRefusedException($"The mapping's county code '{county.Code}' is not six digits.");
        foreach (var (field, mapped) in mapping.Fields)
            if (mapped is null || string.IsNullOrWhiteSpace(mapped.Column))
                throw new FileRefusedException($"The mapping names no column for '{field}'.");
        foreach (var mapped in mapping.Fields.Values)
            if (mapped.Format is { } format && !CountyTime.IsFormat(format))
                throw new FileRefusedException($"The mapping's format '{FieldReader.Shown(format)}' of '{mapped.Column}' is not one of times.");
        return mapping;
    }

    /// <summary>Six ASCII digits.</summary>
    [GeneratedRegex("^[0-9]{6}$", RegexOptions.NonBacktracking)]
    public static partial Regex CountyCode();
}
