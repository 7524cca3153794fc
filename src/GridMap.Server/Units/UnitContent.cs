using GridMap.Contracts.Units;
using GridMap.Server.Platform;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GridMap.Server.Units;

/// <summary>What people say about a unit, as it is to be stored.</summary>
internal sealed record UnitContent(string Name, string Kind, string? ParentCode, string? Phone)
{
    public static UnitContent Of(SetUnit set) => new(set.Name, set.Kind, Said(set.ParentCode), Said(set.Phone));

    public static UnitContent Of(UnitDetail stored) => new(stored.Name, stored.Kind, stored.ParentCode, stored.Phone);

    /// <summary>The same with the changes a caller asks for; a null where none may be is refused by <see cref="Problem"/>.</summary>
    public UnitContent With(EditUnit edit) =>
        new(edit.Name.Or(Name)!, edit.Kind.Or(Kind)!, Said(edit.ParentCode.Or(ParentCode)), Said(edit.Phone.Or(Phone)));

    /// <summary>Why this cannot be stored, whatever else is. What is stored already stays allowed, whatever an import let in.</summary>
    public ProblemHttpResult? Problem(string code, UnitDetail? stored)
    {
        var check = Check.Content();
        if (stored is null)
            check.RequiredText("code", code, 100)
                .That(code.Trim() == code && code.IndexOfAny(['/', '\\']) < 0, "code", "it must not begin or end with a space or hold a slash.");
        if (Name != stored?.Name) check.RequiredText("name", Name, 300);
        if (Phone != stored?.Phone) check.Text("phone", Phone, 100);
        return check.OneOf("kind", Kind, UnitKind.All)
            .Text("parentCode", ParentCode, 100)
            .That(ParentCode != code, "parentCode", "a unit does not stand above itself.")
            .Problem;
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
