using GridMap.Contracts.Access;

namespace GridMap.Browser.Tests;

/// <summary>The office keeps the register and says who answers for what; others read it.</summary>
public sealed class UnitsPageTests(Chromium chromium, PersonsServer server) : ViewerTest(chromium), IClassFixture<PersonsServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await server.StartAsync();

    [Fact]
    public async Task A_person_is_added_found_changed_deleted_and_given_back()
    {
        var page = await EnterAsync(server.Address, await server.AddAsync(Role.Office));
        await page["account"].ClickAsync();
        await page["to-units"].ClickAsync();
        await page["add-unit"].ClickAsync();
        await page["send-unit"].ClickAsync();
        await Expect(page["unit-form"].GetByRole(AriaRole.Alert)).ToHaveCountAsync(2);
        await page["unit-code"].FillAsync("P1");
        await page["unit-kind"].SelectOptionAsync("person");
        await page["unit-name"].FillAsync("李主任");
        await page["unit-form"].GetByTestId("unit").SelectOptionAsync("U1");
        await page["unit-phone"].FillAsync("0943-8221002");
        await page["send-unit"].ClickAsync();

        var row = page["unit-row"].Filter(new() { HasText = "李主任" });
        await Expect(row).ToContainTextAsync("P1 · 城管局");
        await Expect(row.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "tel:09438221002");
        await page["find-unit"].FillAsync("8221002");
        await Expect(page["unit-row"]).ToHaveCountAsync(1);
        await row.GetByTestId("edit-unit").ClickAsync();
        await page["unit-name"].FillAsync("李书记");
        await page["send-unit"].ClickAsync();
        await Expect(page["unit-row"]).ToContainTextAsync("李书记");
        await page["unit-row"].GetByTestId("edit-unit").ClickAsync();
        await page["delete-unit"].ClickAsync();
        await page["delete-unit"].ClickAsync();
        await Expect(page["no-units"]).ToBeVisibleAsync();
        await page["undo"].Last.ClickAsync();
        await Expect(page["unit-row"]).ToContainTextAsync("李书记");

        var export = await page.Page.RunAndWaitForDownloadAsync(() => page["export-units"].ClickAsync());
        Assert.Contains("李书记", await File.ReadAllTextAsync((await export.PathAsync())!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([], page.Said);
    }

    [Fact]
    public async Task Who_answers_for_a_grid_is_picked_on_its_card_and_keeps_the_unit_from_being_deleted()
    {
        await server.County.SqlAsync("INSERT INTO unit (county_code, unit_code, name, kind, phone) VALUES ($1, 'N', '北街道办事处', 'territorial', '1'), ($1, 'L', '张副县长', 'person', '139') ON CONFLICT DO NOTHING", TestCounty.Code);
        var page = await EnterAsync(server.Address, await server.AddAsync(Role.Office), "/?lang=zh&grid=A");
        await page["edit-people"].ClickAsync();
        await page["area-people"].GetByTestId("unit").SelectOptionAsync("N");
        await page["pick-members"].GetByTestId("pick").SelectOptionAsync("U1");
        await page["pick-leaders"].GetByTestId("pick").SelectOptionAsync("L");
        await page["send-people"].ClickAsync();
        await Expect(page["who-answers"]).ToContainTextAsync("北街道办事处");
        await Expect(page["leader"]).ToHaveTextAsync("张副县长");
        await Expect(page["members"]).ToHaveTextAsync("城管局");

        await page.GoAsync("/units?lang=zh");
        await page["unit-row"].Filter(new() { HasText = "张副县长" }).GetByTestId("edit-unit").ClickAsync();
        await Expect(page["unit-references"]).ToContainTextAsync("包抓领导 · 1 (A 网格)");
        await Expect(page["delete-unit"]).ToHaveCountAsync(0);
        await page["tab-county"].ClickAsync();
        await page["area-people"].GetByTestId("unit").SelectOptionAsync("U1");
        await page["send-people"].ClickAsync();
        await Expect(page["toast"]).ToContainTextAsync("已保存");
        await page.GoAsync("/?lang=zh&grid=D");
        await Expect(page["lead-rule"]).ToHaveTextAsync("县级兜底");
        Assert.Equal([], page.Said);
    }

    [Fact]
    public async Task Departments_are_named_by_category_on_a_phone_and_read_by_others()
    {
        var page = await EnterAsync(server.Address, await server.AddAsync(Role.Office), "/units?lang=zh&tab=departments", Screen.Phone);
        await page["department-category"].FillAsync("占道");
        await page["department"].GetByTestId("unit").SelectOptionAsync("U1");
        await page["send-departments"].TapAsync();
        await Expect(page["toast"]).ToContainTextAsync("已保存");
        await page["tab-register"].TapAsync();
        await Expect(page["unit-row"].First).ToBeVisibleAsync();
        Assert.Equal(390, await page.Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, innerWidth)"));

        var reader = await EnterAsync(server.Address, await server.AddAsync(Role.Inspector, "A"), "/units?lang=en&tab=departments");
        await Expect(reader["units-page"]).ToContainTextAsync("城管局占道");
        await reader["tab-register"].ClickAsync();
        await Expect(reader["unit-row"].First).ToBeVisibleAsync();
        await Expect(reader["add-unit"]).ToHaveCountAsync(0);
        await Expect(reader["edit-unit"]).ToHaveCountAsync(0);
        Assert.Equal([], reader.Said);
    }
}
