namespace GridMap.Server.Import.Layers;

/// <summary>Finds rows whose parent is nowhere, or stands wrongly; a refused row is nobody's parent.</summary>
/// <param name="stored">What the county holds already.</param>
internal sealed class Family(IEnumerable<FamilyMember> stored)
{
    private readonly Dictionary<string, FamilyMember> _stored = stored.ToDictionary(member => member.Code, StringComparer.Ordinal);
    private readonly Dictionary<string, FamilyMember> _rows = new(StringComparer.Ordinal);

    /// <summary>Adds a row of the file; of rows with the same code the first counts.</summary>
    public void Add(FamilyMember member) => _rows.TryAdd(member.Code, member);

    /// <summary>Refuses rows until every parent that is named stands above its children.</summary>
    /// <returns>The lines refused.</returns>
    public List<int> RefuseOrphans(Findings findings)
    {
        var refused = new List<int>();
        while (_rows.Values.Select(row => (Row: row, Reason: Fault(row))).Where(pair => pair.Reason is not null).ToList() is { Count: > 0 } orphans)
        {
            foreach (var (row, reason) in orphans)
            {
                findings.Refuse(row.Line, row.ParentColumn, row.Code, reason!);
                refused.Add(row.Line);
                _rows.Remove(row.Code);
            }
        }

        return refused;
    }

    private string? Fault(FamilyMember row)
    {
        if (row.ParentCode is not { } parentCode) return null;
        if (Find(parentCode) is not { } parent) return $"Its parent '{parentCode}' is neither in the file nor in the county.";
        if (parent.Rank is { } above && row.Rank is { } own && above >= own) return $"Its parent '{parentCode}' is not of a higher level.";
        return IsOwnAncestor(row) ? $"It is its own parent, by way of '{parentCode}'." : null;
    }

    private bool IsOwnAncestor(FamilyMember row)
    {
        var at = row;
        for (var steps = 0; at.ParentCode is { } code && steps <= _rows.Count + _stored.Count; steps++)
        {
            if (code == row.Code) return true;
            if (Find(code) is not { } parent) return false;
            at = parent;
        }

        return false;
    }

    private FamilyMember? Find(string code) => _rows.GetValueOrDefault(code) ?? _stored.GetValueOrDefault(code);
}
