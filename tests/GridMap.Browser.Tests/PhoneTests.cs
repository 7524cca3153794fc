using System.Text.Json;
using GridMap.Contracts.Access;

namespace GridMap.Browser.Tests;

/// <summary>The viewer on a phone, by touch.</summary>
public sealed class PhoneTests(Chromium chromium, DrawnServer server) : ViewerTest(chromium), IClassFixture<DrawnServer>, IAsyncLifetime
{
    /// <summary>What a thumb needs, in pixels.</summary>
    private const double Thumb = 44;

    public async ValueTask InitializeAsync() => await server.StartAsync("A B / C D", ("C", 1), ("D", 3));

    [Fact]
    public async Task A_problem_is_reported_by_touch()
    {
        var page = await OpenAsync(server.Address, "/?lang=zh", Screen.Phone);
        await page["fab"].TapAsync();
        await Expect(page["issue-form"]).ToBeVisibleAsync();
        await page.TapAsync(server.County.At("A"));
        await Expect(page["place"]).ToContainTextAsync("A 网格");
        await page["issue-form"].GetByText("暴露垃圾", new() { Exact = true }).TapAsync();
        await page["send"].TapAsync();
        await Expect(page["issue-title"]).ToContainTextAsync("暴露垃圾");
        await page.UntilAsync("gridmap.figureByCode('A').unresolvedIssues === 1");
    }

    [Fact]
    public async Task A_grid_named_in_the_address_is_gone_to_reported_in_by_the_middle_of_what_is_seen_and_come_back_to()
    {
        var page = await OpenAsync(server.Address, "/?lang=zh&grid=A", Screen.Phone);
        await Expect(page["grid-title"]).ToHaveTextAsync("A 网格");
        await page.UntilAsync("gridmap.isIdle");
        await page["report-here"].TapAsync();
        await page["use-middle"].TapAsync();
        await Expect(page["place"]).ToContainTextAsync("A 网格");
        await page["issue-form"].GetByText("取消", new() { Exact = true }).TapAsync();
        await Expect(page["grid-title"]).ToHaveTextAsync("A 网格");
    }

    [Fact]
    public async Task The_sheet_opens_wide_and_closes_by_its_handle()
    {
        var page = await OpenAsync(server.Address, "/?lang=zh", Screen.Phone);
        var half = await HeightAsync(page);
        await page["card"].Locator("[data-sheet-handle]").TapAsync();
        await page.UntilAsync("document.body.dataset.sheet === 'full'");
        await page.UntilAsync($"document.querySelector('[data-testid=card]').getBoundingClientRect().height > {half + 100}");
        await page["card"].Locator("[data-sheet-handle]").TapAsync();
        await page.UntilAsync("document.body.dataset.sheet === 'half'");
    }

    [Fact]
    public async Task Nothing_a_person_presses_is_smaller_than_a_thumb_and_nothing_is_wider_than_the_screen()
    {
        var page = await OpenAsync(server.Address, "/?lang=zh", Screen.Phone);
        await AssertPressableAsync(page, "the county's card");
        await page.GoAsync("/?lang=zh&grid=D");
        await page.IsReadyAsync();
        await Expect(page["issue-row"]).ToHaveCountAsync(3);
        await AssertPressableAsync(page, "a grid's card");
        await page["issue-row"].First.TapAsync();
        await Expect(page["resolve"]).ToBeVisibleAsync();
        await AssertPressableAsync(page, "an issue's card");
        await page["edit"].TapAsync();
        await Expect(page["issue-form"]).ToBeVisibleAsync();
        await AssertPressableAsync(page, "an issue's form");
    }

    [Fact]
    public async Task Pages_of_accounts_people_and_audit_fit_a_thumb_and_an_area_is_picked_above_the_sheet()
    {
        var person = await Persons.AddAsync(server.County.App, server.County.Client, Role.Administrator);
        var page = await PageAsync(server.Address, Screen.Phone, key: null);
        await page.GoAsync("/?lang=zh");
        await Expect(page["sign-in-name"]).ToBeVisibleAsync();
        await AssertPressableAsync(page, "the sign-in page");
        await SignInAsync(page, person);
        await page.IsReadyAsync();
        await page["account"].TapAsync();
        await AssertPressableAsync(page, "the account's menu");
        await page["to-account"].TapAsync();
        await page["new-key"].TapAsync();
        await AssertPressableAsync(page, "one's own account");
        await page.GoAsync("/audit?lang=zh");
        await Expect(page["audit-entry"].First).ToBeVisibleAsync();
        await AssertPressableAsync(page, "the audit");
        await page.GoAsync("/people?lang=zh");
        await Expect(page["grant-row"].First).ToBeVisibleAsync();
        await AssertPressableAsync(page, "the grants");
        await page["add-grant"].TapAsync();
        await page.UntilAsync("gridmap.isIdle && gridmap.rendered('area-responsibility') > 0");
        await AssertPressableAsync(page, "a new grant");
        await page.TapAsync(server.County.At("A"));
        await Expect(page["chosen-area"]).ToContainTextAsync("A 网格");
    }

    // Links inside a line of text, and choices offered beside a field that takes anything, may be lower.
    private static async Task AssertPressableAsync(ViewerPage page, string where)
    {
        var small = await page.Page.EvaluateAsync<JsonElement>(
            """
            thumb => [...document.querySelectorAll('button, select, input:not([role=switch]), label.row, .tool')]
              .filter(one => one.checkVisibility() && !one.matches('.link, .chip, .handle, .maplibregl-ctrl *, [type=checkbox]'))
              .map(one => ({ one, box: one.getBoundingClientRect() }))
              .filter(({ box }) => box.width > 0 && (box.height < thumb || box.width < thumb))
              .map(({ one, box }) => `${one.dataset.testid ?? one.textContent.trim()} ${Math.round(box.width)} × ${Math.round(box.height)}`)
            """, Thumb - 0.5);
        Assert.True(small.GetArrayLength() == 0, $"{where}: {small}");
        Assert.Equal(Screen.Phone.Width, await page.Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, innerWidth)"));
    }

    private static async Task<double> HeightAsync(ViewerPage page) => (await page["card"].BoundingBoxAsync())!.Height;
}
