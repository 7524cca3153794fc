using GridMap.Contracts.Responsibility;
using GridMap.Contracts.Units;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GridMap.Server.Responsibility;

/// <summary>What is said of an area, by codes.</summary>
internal sealed record AreaContent(string? Lead, string[] Members, string[] Leaders, string[] Contacts)
{
    // An area with more would be nobody's.
    private const int Most = 100;

    /// <summary>Members as the contracts name them, with the columns that history names.</summary>
    private (string Member, string Column, string Role, string[] Codes, bool ArePersons)[] Lists =>
    [
        ("members", "members", AreaRole.Member, Members, false),
        ("leaders", "leaders", AreaRole.Leader, Leaders, true),
        ("contacts", "contacts", AreaRole.Contact, Contacts, true),
    ];

    /// <summary>Those named in each role.</summary>
    public IEnumerable<(string Role, string[] Codes)> ByRole => Lists.Select(list => (list.Role, list.Codes));

    /// <summary>Every code that is named.</summary>
    public string[] Codes => [.. Lists.SelectMany(list => list.Codes).Append(Lead).OfType<string>().Distinct(StringComparer.Ordinal)];

    public AreaContent With(SetAreaResponsibility set) => this with { Members = Said(set.Members), Leaders = Said(set.Leaders), Contacts = Said(set.Contacts) };

    /// <summary>The same with the changes a caller asks for.</summary>
    public AreaContent With(EditAreaResponsibility edit) => new(
        edit.LeadUnitCode.Or(Lead), Said(edit.Members.Or(Members)), Said(edit.Leaders.Or(Leaders)), Said(edit.Contacts.Or(Contacts)));

    /// <summary>What differs, as it is here: of two contents the before and after of a change.</summary>
    public Dictionary<string, object?> Unlike(AreaContent other)
    {
        var differing = Lists.Zip(other.Lists).Where(pair => !pair.First.Codes.SequenceEqual(pair.Second.Codes))
            .ToDictionary(pair => pair.First.Column, object? (pair) => pair.First.Codes, StringComparer.Ordinal);
        if (Lead != other.Lead) differing["lead_unit_code"] = Lead;
        return differing;
    }

    /// <summary>Why this cannot be stored.</summary>
    /// <param name="kinds">The kinds of the units there are, by code.</param>
    public ProblemHttpResult? Problem(Dictionary<string, string> kinds)
    {
        var check = Check.Content();
        if (Lead is not null) CheckOne(check, "leadUnitCode", Lead, kinds, isPerson: false);
        foreach (var (member, _, _, codes, arePersons) in Lists)
        {
            check.That(codes.Length <= Most, member, $"it names {codes.Length}; {Most} fit.")
                .That(codes.Distinct(StringComparer.Ordinal).Count() == codes.Length, member, "it names one twice.");
            foreach (var code in codes) CheckOne(check, member, code, kinds, arePersons);
        }

        return check.Problem;
    }

    private static void CheckOne(Check check, string member, string code, Dictionary<string, string> kinds, bool isPerson) => check
        .Text(member, code, 100)
        .That(kinds.TryGetValue(code, out var kind), member, "there is no such unit in this county.")
        .That(kind is null || kind == UnitKind.Person == isPerson, member, isPerson ? "only a person belongs here." : "a person does not belong here.");

    // A null among them becomes a code that no unit has.
    private static string[] Said(IReadOnlyList<string?>? codes) => [.. (codes ?? []).Select(code => code ?? "")];

    /// <summary>The lead unit and the arrays of a row of get-area.sql.</summary>
    public static AreaContent Read(NpgsqlDataReader row) => new(
        row.Nullable<string>(1), row.GetFieldValue<string[]>(3), row.GetFieldValue<string[]>(4), row.GetFieldValue<string[]>(5));
}
