using GridMap.Contracts.Access;

namespace GridMap.Browser.Tests;

/// <summary>Administrators make accounts, grant roles by picking areas on the map, and read the audit; everybody minds their own keys.</summary>
public sealed class PeoplePageTests(Chromium chromium, PersonsServer server) : ViewerTest(chromium), IClassFixture<PersonsServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await server.StartAsync();

    [Fact]
    public async Task A_role_is_granted_in_an_area_picked_on_the_map_revoked_and_given_back()
    {
        var member = await server.AddAsync(Role.Leader);
        var page = await EnterAsync(server.Address, await server.AddAsync(Role.Administrator));
        await page["account"].ClickAsync();
        await page["to-people"].ClickAsync();
        await page["add-grant"].ClickAsync();
        await page["send-grant"].ClickAsync();
        await Expect(page["grant-form"].GetByRole(AriaRole.Alert)).ToHaveTextAsync(["请选择人员", "请选择范围"]);

        await page["grant-role"].SelectOptionAsync(Role.Inspector);
        await page["grant-person"].SelectOptionAsync(member.Id.ToString());
        await page["level-town"].ClickAsync();
        await page.UntilAsync("gridmap.rendered('area-town') > 0");
        await page.TapAsync(server.County.At("D"));
        await Expect(page["chosen-area"]).ToContainTextAsync("南街道");
        await page["find-area"].FillAsync("北街道");
        await page["area-hits"].GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(page["chosen-area"]).ToContainTextAsync("T1");
        await page["send-grant"].ClickAsync();

        var row = page["grant-row"].Filter(new() { HasText = "北街道" });
        await Expect(row).ToContainTextAsync($"{member.DisplayName}");
        await Expect(row).ToContainTextAsync("巡查员");
        await row.GetByTestId("revoke-grant").ClickAsync();
        await row.GetByTestId("revoke-grant").ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await page["undo"].ClickAsync();
        await Expect(row).ToHaveCountAsync(1);
        Assert.Equal([], page.Said);
    }

    [Fact]
    public async Task Somebody_makes_a_key_sees_it_once_and_revokes_it()
    {
        var page = await EnterAsync(server.Address, await server.AddAsync(Role.Leader), "/account?lang=zh");
        await Expect(page["no-keys"]).ToBeVisibleAsync();
        await page["new-key"].ClickAsync();
        await page["key-label"].FillAsync("QGIS");
        await page["add-key"].ClickAsync();
        var secret = await page["secret"].InputValueAsync();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = TestKeys.Header(secret);
        using var answer = await client.GetAsync(new Uri(server.Address, "issues"), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);

        await page.Page.ReloadAsync();
        await Expect(page["key-row"]).ToContainTextAsync("QGIS");
        await Expect(page["secret"]).ToHaveCountAsync(0);
        await page["revoke-key"].ClickAsync();
        await page["revoke-key"].ClickAsync();
        await Expect(page["no-keys"]).ToBeVisibleAsync();
        Assert.Equal([], page.Said);
    }

    [Fact]
    public async Task Ones_own_password_is_changed_and_the_page_stays_signed_in()
    {
        var person = await server.AddAsync(Role.Leader);
        var page = await EnterAsync(server.Address, person, "/account?lang=zh");
        await page["current-password"].FillAsync("not this one");
        await page["new-password"].FillAsync("seven green bicycles");
        await page["change-password"].ClickAsync();
        await Expect(page["password-problem"]).ToHaveTextAsync("当前密码不对。");
        await page["current-password"].FillAsync(person.Password);
        await page["change-password"].ClickAsync();
        await Expect(page["toast"]).ToContainTextAsync("密码已修改");
        await page["to-map"].ClickAsync();
        await page.IsReadyAsync();
        await Expect(page["sign-in-dialog"]).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_audit_is_filtered_by_the_address_and_tells_before_and_after()
    {
        var office = await server.AddAsync(Role.Office);
        var page = await EnterAsync(server.Address, office);
        await page["report"].ClickAsync();
        await page.TapAsync(server.County.At("B"));
        await page["category"].FillAsync("店外经营");
        await page["send"].ClickAsync();
        await page["resolve"].ClickAsync();
        await Expect(page["reopen"]).ToBeVisibleAsync();

        var audit = await EnterAsync(server.Address, await server.AddAsync(Role.Administrator), "/audit?lang=zh");
        await audit["filter-actor"].FillAsync(office.Name);
        await audit["filter-actor"].BlurAsync();
        await Expect(audit["audit-entry"].Filter(new() { HasText = "店外经营" })).ToHaveCountAsync(1);
        await Expect(audit["audit-entry"].First).ToContainTextAsync("open");
        await Expect(audit["audit-entry"].First).ToContainTextAsync("resolved");
        Assert.Contains($"actor={office.Name}", audit.Page.Url, StringComparison.Ordinal);
        await audit["filter-outcome"].SelectOptionAsync("refused");
        await Expect(audit["no-entries"]).ToBeVisibleAsync();

        await audit.Page.ReloadAsync();
        await Expect(audit["filter-actor"]).ToHaveValueAsync(office.Name);
        await Expect(audit["no-entries"]).ToBeVisibleAsync();
        await audit["clear-filters"].ClickAsync();
        await Expect(audit["audit-entry"].First).ToBeVisibleAsync();
        Assert.Equal([], audit.Said);
    }

    [Fact]
    public async Task An_account_is_made_told_its_password_once_and_disabled()
    {
        var page = await EnterAsync(server.Address, await server.AddAsync(null, isAdministrator: true), "/people?lang=zh&tab=accounts");
        await page["new-account"].ClickAsync();
        await page["account-name"].FillAsync("chen");
        await page["display-name"].FillAsync("陈巡查");
        await page["send-account"].ClickAsync();
        var password = await page["secret"].InputValueAsync();
        var row = page["account-row"].Filter(new() { HasText = "陈巡查" });
        await Expect(row).ToContainTextAsync("待改密码");

        var chen = await PageAsync(server.Address, key: null);
        await chen.GoAsync("/sign-in?lang=zh");
        await SignInAsync(chen, new(default, "chen", "陈巡查", password));
        await Expect(chen["password-form"]).ToBeVisibleAsync();

        await row.GetByTestId("disable-account").ClickAsync();
        await row.GetByTestId("disable-account").ClickAsync();
        await Expect(row).ToContainTextAsync("已停用");
        await chen.GoAsync("/?lang=zh");
        await Expect(chen["sign-in-page"]).ToBeVisibleAsync();
        Assert.Equal([], page.Said);
    }
}
