using GridMap.Contracts.Access;

namespace GridMap.Browser.Tests;

/// <summary>A person signs in and out, and loses nothing when a session ends.</summary>
public sealed class SignInTests(Chromium chromium, PersonsServer server) : ViewerTest(chromium), IClassFixture<PersonsServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await server.StartAsync();

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_the_sign_in_page_and_nothing_of_a_county_is_asked_for()
    {
        var page = await PageAsync(server.Address, key: null);
        await page.GoAsync("/?lang=zh&grid=A");
        await Expect(page["sign-in-name"]).ToBeFocusedAsync();

        Assert.Equal([], page.Said);
        Assert.All(page.Asked, address => Assert.False(
            address.Contains("/tiles/", StringComparison.Ordinal) || address.Contains("/api/", StringComparison.Ordinal) && !address.EndsWith("/api/session", StringComparison.Ordinal),
            address));
        Assert.Contains("to=", page.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_leads_to_where_one_wanted_to_go()
    {
        var person = await server.AddAsync(Role.Office);
        var page = await PageAsync(server.Address, key: null);
        await page.GoAsync("/?lang=zh&grid=B");
        await SignInAsync(page, person);

        await page.IsReadyAsync();

        await Expect(page["grid-title"]).ToHaveTextAsync("B 网格");
        await Expect(page["account"]).ToHaveTextAsync("王");
        Assert.Equal([], page.Said);
    }

    [Fact]
    public async Task A_wrong_password_says_so_keeps_the_name_and_can_be_looked_at()
    {
        var person = await server.AddAsync(Role.Viewer);
        var page = await PageAsync(server.Address, key: null);
        await page.GoAsync("/sign-in?lang=zh");
        await page["sign-in"].ClickAsync();
        await Expect(page["sign-in-form"].GetByRole(AriaRole.Alert)).ToHaveTextAsync(["请填写账号", "请填写密码"]);

        await SignInAsync(page, person with { Password = "wrong" });

        await Expect(page["sign-in-problem"]).ToHaveTextAsync("账号或密码不对。");
        await Expect(page["sign-in-name"]).ToHaveValueAsync(person.Name);
        await Expect(page["sign-in-password"]).ToBeFocusedAsync();
        await Expect(page["sign-in-password"]).ToHaveAttributeAsync("type", "password");
        await page["show-password"].ClickAsync();
        await Expect(page["sign-in-password"]).ToHaveAttributeAsync("type", "text");
        await Expect(page["sign-in-password"]).ToHaveAttributeAsync("autocomplete", "current-password");
    }

    [Fact]
    public async Task After_too_many_attempts_the_page_tells_how_long_to_wait()
    {
        var person = await server.AddAsync(Role.Viewer);
        var page = await PageAsync(server.Address, key: null);
        await page.Page.RouteAsync("**/api/session", async route =>
        {
            if (route.Request.Method != "POST") await route.ContinueAsync();
            else await route.FulfillAsync(new()
            {
                Status = 429,
                ContentType = "application/problem+json",
                Headers = [KeyValuePair.Create("Retry-After", "600")],
                Body = """{"type":"urn:gridmap:problem:too-many-attempts","detail":"Try again in 600 s."}""",
            });
        });
        await page.GoAsync("/sign-in?lang=zh");
        await SignInAsync(page, person);
        await Expect(page["sign-in-problem"]).ToHaveTextAsync("尝试次数过多,请 10 分钟后再试。");
        await Expect(page["sign-in"]).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_report_typed_while_the_session_ended_is_stored_after_signing_in_again()
    {
        var person = await server.AddAsync(Role.Office);
        var page = await EnterAsync(person);
        await page["report"].ClickAsync();
        await page.TapAsync(server.County.At("C"));
        await page["category"].FillAsync("乱堆物堆料");
        await page["description"].FillAsync("整段话不能丢");
        await server.EndSessionsAsync(person);

        await page["send"].ClickAsync();
        await Expect(page["sign-in-dialog"]).ToBeVisibleAsync();
        await Expect(page["description"]).ToHaveValueAsync("整段话不能丢");
        await Expect(page["sign-in-name"]).ToHaveValueAsync(person.Name);
        await page["sign-in-password"].FillAsync(person.Password);
        await page["sign-in"].ClickAsync();

        await Expect(page["issue-title"]).ToContainTextAsync("乱堆物堆料");
        await Expect(page["card"]).ToContainTextAsync("整段话不能丢");
        await Expect(page["sign-in-dialog"]).ToHaveCountAsync(0);
        await Expect(page["live"]).ToContainTextAsync("实时");
        await server.County.ReportIssueAsync("B", "非机动车乱停");
        await page.UntilAsync("gridmap.figureByCode('B').unresolvedIssues > 0");
    }

    [Fact]
    public async Task Another_person_who_signs_in_there_sends_nothing_of_what_was_typed()
    {
        var (person, other) = (await server.AddAsync(Role.Office), await server.AddAsync(Role.Office));
        var page = await EnterAsync(person);
        await page["report"].ClickAsync();
        await page.TapAsync(server.County.At("C"));
        await page["category"].FillAsync("井盖缺失");
        await server.EndSessionsAsync(person);
        await page["send"].ClickAsync();

        await SignInAsync(page, other);
        await Expect(page["sign-in-dialog"]).ToHaveCountAsync(0);

        await page.IsReadyAsync();
        await page["account"].ClickAsync();
        await Expect(page["account-menu"]).ToContainTextAsync(other.DisplayName);
        await Expect(page["issue-form"]).ToHaveCountAsync(0);
        Assert.DoesNotContain("井盖缺失", await server.County.Client.GetStringAsync("issues", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_leads_to_the_sign_in_page_and_going_back_shows_nothing()
    {
        var page = await EnterAsync(await server.AddAsync(Role.Leader));
        await page["account"].ClickAsync();
        await Expect(page["account-menu"]).ToContainTextAsync("领导 · 全县");
        await page["sign-out"].ClickAsync();
        await Expect(page["sign-in-page"]).ToBeVisibleAsync();

        await page.Page.GoBackAsync();
        await Expect(page["sign-in-page"]).ToBeVisibleAsync();
        await Expect(page["layers"]).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Whoever_may_only_read_is_offered_nothing_to_change()
    {
        var page = await EnterAsync(await server.AddAsync(Role.Viewer));
        await Expect(page["county-title"]).ToBeVisibleAsync();
        foreach (var offer in new[] { "report", "add-facility", "to-import" }) await Expect(page[offer]).ToHaveCountAsync(0);
        await page["densest-row"].First.ClickAsync();
        await page["issue-row"].First.ClickAsync();
        await Expect(page["issue-title"]).ToBeVisibleAsync();
        foreach (var offer in new[] { "resolve", "edit", "delete" }) await Expect(page[offer]).ToHaveCountAsync(0);
        await page["account"].ClickAsync();
        await Expect(page["to-account"]).ToBeVisibleAsync();
        foreach (var offer in new[] { "to-people", "to-audit" }) await Expect(page[offer]).ToHaveCountAsync(0);
        Assert.Equal([], page.Said);
    }

    [Fact]
    public async Task Whose_work_is_one_area_starts_in_it_with_its_issues_and_finds_back()
    {
        var page = await EnterAsync(await server.AddAsync(Role.GridLead, area: "T1"));
        await Expect(page["grid-title"]).ToHaveTextAsync("北街道");
        await Expect(page["my-area"]).ToHaveTextAsync("我的区域");
        await Expect(page["issue-row"].First).ToBeVisibleAsync();
        await Expect(page["report-here"]).ToBeVisibleAsync();
        var zoomed = await page.Page.EvaluateAsync<double[]>("gridmap.centre()");
        Assert.InRange(zoomed[1], server.County.At("A").Latitude - GridDrawing.Side / 2, server.County.At("A").Latitude + GridDrawing.Side / 2);

        await page["search"].FillAsync("D 网格");
        await page["hits"].GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(page["grid-title"]).ToHaveTextAsync("D 网格");
        await Expect(page["card"]).ToContainTextAsync("不在您的负责范围内");
        await Expect(page["report-here"]).ToHaveCountAsync(0);

        await page["account"].ClickAsync();
        await page["to-my-area"].ClickAsync();
        await Expect(page["grid-title"]).ToHaveTextAsync("北街道");
        Assert.Equal([], page.Said);
    }

    [Fact]
    public async Task A_password_that_must_be_changed_is_changed_before_anything_else()
    {
        var person = await server.AddAsync(Role.Office, mustChangePassword: true);
        var page = await PageAsync(server.Address, key: null);
        await page.GoAsync("/?lang=zh");
        await SignInAsync(page, person);
        await page["new-password"].FillAsync("short");
        await page["change-password"].ClickAsync();
        await Expect(page["password-form"].GetByRole(AriaRole.Alert)).ToHaveTextAsync("新密码至少 12 个字符");
        await page["new-password"].FillAsync("seven green bicycles");
        await page["change-password"].ClickAsync();
        await page.IsReadyAsync();
        Assert.Equal([], page.Said);
    }

    private async Task<ViewerPage> EnterAsync(Person person) => await EnterAsync(server.Address, person);
}
