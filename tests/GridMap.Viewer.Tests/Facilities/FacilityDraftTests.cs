using System.Text.Json;
using GridMap.Viewer.Api;
using GridMap.Viewer.Facilities;
using GridMap.Viewer.Text;

namespace GridMap.Viewer.Tests.Facilities;

public sealed class FacilityDraftTests
{
    [Fact]
    public void Empty_draft_lacks_kind_name_and_place() =>
        Assert.Equal(["Kind", "Name", "Position"], new FacilityDraft().Faults(new Texts(Language.English)).Keys.Order());

    [Fact]
    public void Edit_says_only_what_changed_and_its_inverse_brings_it_back()
    {
        var stored = Some.Facility();
        var draft = FacilityDraft.Of(stored);
        draft.Kind = "toilet.flush";
        draft.OpeningHours = "06:00-22:00";

        var edit = draft.ChangesFrom(stored)!;

        Assert.Equal("""{"kind":"toilet.flush","openingHours":"06:00-22:00"}""", JsonSerializer.Serialize(edit, ApiJson.Options));
        Assert.Equal("""{"kind":"toilet.dry","openingHours":null}""", JsonSerializer.Serialize(FacilityDraft.Inverse(edit, stored), ApiJson.Options));
    }

    [Fact]
    public void Draft_that_changed_nothing_sends_nothing()
    {
        var stored = Some.Facility();
        Assert.Null(FacilityDraft.Of(stored).ChangesFrom(stored));
    }
}
