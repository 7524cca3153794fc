namespace GridMap.DemoCounty.Division;

/// <summary>Groups of faces, grown by joining the smallest group to the neighbour it shares most border with.</summary>
internal sealed class Clusters
{
    private readonly List<SortedDictionary<int, double>?> _bonds;
    private readonly List<List<int>?> _members;

    public Clusters(Adjacency adjacency)
    {
        _bonds = [.. adjacency.Bonds.Select(bonds => new SortedDictionary<int, double>(bonds))];
        _members = [.. adjacency.Bonds.Select((_, face) => new List<int> { face })];
    }

    /// <summary>Joins until every group has at least <paramref name="least"/> faces, avoiding more than <paramref name="most"/>.</summary>
    public List<List<int>> Grow(int least, int most)
    {
        while (Smallest() is var small && _members[small]!.Count < least)
            Join(small, Partner(small, most));
        return [.. _members.Where(members => members is not null).Select(members => members!)];
    }

    private int Smallest() => Enumerable.Range(0, _members.Count).Where(group => _members[group] is not null).MinBy(group => _members[group]!.Count);

    private int Partner(int group, int most)
    {
        var partners = _bonds[group]!.Keys.ToList();
        var fitting = partners.Where(partner => _members[partner]!.Count + _members[group]!.Count <= most && _bonds[group]![partner] > 60).ToList();
        return (fitting.Count > 0 ? fitting : partners).MaxBy(partner => _bonds[group]![partner] / Math.Min(BorderOf(group), BorderOf(partner)));
    }

    private double BorderOf(int group) => _bonds[group]!.Values.Sum();

    private void Join(int group, int into)
    {
        _members[into]!.AddRange(_members[group]!);
        foreach (var (neighbour, bond) in _bonds[group]!)
        {
            _bonds[neighbour]!.Remove(group);
            if (neighbour == into)
                continue;
            _bonds[into]![neighbour] = _bonds[into]!.GetValueOrDefault(neighbour) + bond;
            _bonds[neighbour]![into] = _bonds[into]![neighbour];
        }

        _members[group] = null;
        _bonds[group] = null;
    }
}
