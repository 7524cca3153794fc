using GridMap.Contracts.Access;
using GridMap.Viewer.Access;

namespace GridMap.Viewer.Tests.Access;

public sealed class CurrentUserTests
{
    private const string County = "990101";
    private readonly CurrentUser _user = new();

    [Fact]
    public void Nobody_may_anything()
    {
        Assert.False(_user.MayLook);
        Assert.All(Permission.All, permission => Assert.False(_user.May(County, permission)));
    }

    [Fact]
    public void A_member_may_what_the_county_grants_and_nothing_in_another()
    {
        _user.Take(Session(Permission.ReadIssues));
        Assert.True(_user.May(County, Permission.ReadIssues));
        Assert.False(_user.May(County, Permission.WriteIssues));
        Assert.False(_user.May("990102", Permission.ReadIssues));
    }

    [Fact]
    public void An_administrator_of_the_server_may_everything_even_before_there_is_a_county()
    {
        _user.Take(new(Account() with { IsAdministrator = true, Counties = [] }, null));
        Assert.All(Permission.All, permission => Assert.True(_user.May(null, permission)));
    }

    [Fact]
    public void Work_is_confined_to_areas_only_where_no_role_covers_the_county()
    {
        _user.Take(new(Account(new HeldRole(Role.GridLead, "T1"), new HeldRole(Role.Inspector, "C2"), new HeldRole(Role.Viewer, "T1")), null));
        Assert.Equal(["T1", "C2"], _user.OwnAreas(County));

        _user.Take(new(Account(new HeldRole(Role.GridLead, "T1"), new HeldRole(Role.Leader, null)), null));
        Assert.Empty(_user.OwnAreas(County));
    }

    [Fact]
    public void Whoever_waits_goes_on_when_the_same_person_has_signed_in_again()
    {
        _user.Take(Session());
        var waiting = _user.SignedInAgainAsync();
        Assert.True(_user.HasEnded);

        _user.Take(new(null, "anonymous"));
        Assert.False(waiting.IsCompleted);
        Assert.NotNull(_user.Account);

        _user.Take(Session());
        Assert.True(waiting.IsCompletedSuccessfully);
        Assert.False(_user.HasEnded);
    }

    [Fact]
    public void Nothing_goes_on_for_another_person()
    {
        _user.Take(Session());
        var waiting = _user.SignedInAgainAsync();

        _user.Take(new(Account() with { AccountId = Guid.CreateVersion7(), Name = "li" }, null));

        Assert.True(_user.IsSomebodyElse);
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public void Nothing_goes_on_before_a_password_that_must_be_changed_was_changed()
    {
        _user.Take(Session());
        var waiting = _user.SignedInAgainAsync();

        _user.Take(new(Account() with { MustChangePassword = true }, null));
        Assert.False(waiting.IsCompleted);
        _user.Take(Session());

        Assert.True(waiting.IsCompletedSuccessfully);
    }

    private static Session Session(params string[] permissions) =>
        new(Account() with { Counties = [new(County, null, [], permissions)] }, "token");

    private static SignedIn Account(params HeldRole[] roles) =>
        new(Guid.Parse("01935b1e-0000-7000-8000-000000000001"), "wang", "王", false, false, null, 1800, [new(County, null, roles, [])]);
}
