using GridMap.Contracts.Access;

namespace GridMap.Browser.Tests;

/// <summary>The office drafts, checks and publishes divisions; others see what is and was in force.</summary>
public sealed class DivisionsPageTests(Chromium chromium, PersonsServer server) : ViewerTest(chromium), IClassFixture<PersonsServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await server.StartAsync();

    [Fact]
    public async Task A_draft_is_begun_checked_shown_with_its_defects_and_published_by_a_written_exception()
    {
        var office = await EnterAsync(server.Address, await server.AddAsync(Role.Office));
        await office["account"].ClickAsync();
        await office["to-divisions"].ClickAsync();
        await office["begin-draft"].ClickAsync();
        await office["send-draft"].ClickAsync();
        await Expect(office["draft-form"].GetByRole(AriaRole.Alert)).ToHaveTextAsync("请填写名称");
        await office["draft-name"].FillAsync("二〇二七年版");
        await office["send-draft"].ClickAsync();
        await Expect(office["division-head"]).ToContainTextAsync("二〇二七年版 草稿");
        await Expect(office["why-not"]).ToContainTextAsync("请先检查");
        await Expect(office["publish"]).ToBeDisabledAsync();

        await server.County.SqlAsync(
            """
            UPDATE division_grid SET geom = ST_Multi(ST_Difference(geom, ST_Expand(ST_PointOnSurface(geom), 0.00001)))
            WHERE grid_code = 'B' AND division_id = (SELECT max(division_id) FROM division)
            """);
        await office["check"].ClickAsync();
        await Expect(office["defects"]).ToContainTextAsync("空隙");
        await Expect(office["defects"]).ToContainTextAsync("缺牵头单位");
        await Expect(office["publish"]).ToBeDisabledAsync();
        await Expect(office["why-not"]).ToContainTextAsync("管理员");
        var gap = office["defect"].Filter(new() { HasText = "m²" }).First;
        await gap.FocusAsync();
        await office.Page.Keyboard.PressAsync("Enter");
        await office.UntilAsync("gridmap.isIdle && gridmap.rendered('division-focus') > 0 && gridmap.rendered('division-defect') > 0");
        await office["tab-differences"].ClickAsync();
        await Expect(office["difference"]).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("B 网格"));
        await office.UntilAsync("gridmap.rendered('division-reshaped') > 0");

        var address = new Uri(office.Page.Url).PathAndQuery;
        Assert.Contains("draft=", address, StringComparison.Ordinal);
        var administrator = await EnterAsync(server.Address, await server.AddAsync(Role.Administrator), address);
        await Expect(administrator["publish"]).ToBeEnabledAsync();
        await administrator["publish"].ClickAsync();
        await Expect(administrator["publish-part"].GetByRole(AriaRole.Alert)).ToHaveTextAsync("请写明理由");
        await administrator["accept-because"].FillAsync("牵头单位下周确定");
        await administrator["publish"].ClickAsync();
        await Expect(administrator["toast"].First).ToContainTextAsync("已发布");
        await Expect(administrator["division-head"]).ToContainTextAsync("现行");
        await Expect(administrator["division-head"]).ToContainTextAsync("牵头单位下周确定");
        await Expect(administrator["difference"]).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("B 网格"));
        await administrator.UntilAsync("gridmap.rendered('division-reshaped') > 0");

        var lead = await EnterAsync(server.Address, await server.AddAsync(Role.GridLead, "A"), "/divisions?lang=zh");
        await Expect(lead["division"]).ToHaveCountAsync(2);
        await Expect(lead["begin-draft"]).ToHaveCountAsync(0);
        await lead["division"].First.ClickAsync();
        await Expect(lead["difference"]).ToHaveCountAsync(1);
        await Expect(lead["check"]).ToHaveCountAsync(0);
        Assert.Equal([], office.Said);
        Assert.Equal([], administrator.Said);
        Assert.Equal([], lead.Said);
    }
}
