using GridMap.Contracts.Access;

namespace GridMap.Browser.Tests;

/// <summary>Somebody stands somewhere and asks whose grid it is; T1 with A and B has a unit, T2 with C and D has none.</summary>
public sealed class MyGridTests(Chromium chromium, PersonsServer server) : ViewerTest(chromium), IClassFixture<PersonsServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await server.StartAsync();
        await server.County.SqlAsync(
            """
            INSERT INTO unit (county_code, unit_code, name, kind, phone) VALUES
                ($1, 'N', '北街道办事处', 'territorial', '0943-8221001'), ($1, 'L', '张副县长', 'person', '139 0000 0001'), ($1, 'W', '王主任', 'person', '+86 138-0000')
            ON CONFLICT DO NOTHING
            """, TestCounty.Code);
        await server.County.SqlAsync("UPDATE grid SET lead_unit_code = 'N' WHERE county_code = $1 AND grid_code = 'T1'", TestCounty.Code);
        await server.County.SqlAsync(
            """
            INSERT INTO area_responsible (county_code, area_code, role, unit_code, position)
            VALUES ($1, 'A', 'contact', 'W', 1), ($1, '', 'leader', 'L', 1), ($1, 'A', 'member', 'U1', 1) ON CONFLICT DO NOTHING
            """, TestCounty.Code);
        await server.County.SqlAsync("INSERT INTO category_department (county_code, category, unit_code) VALUES ($1, '占道', 'U1') ON CONFLICT DO NOTHING", TestCounty.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_browser_tells_the_place_its_grid_is_told_whose_it_is_and_whom_to_call(bool isPhone)
    {
        var page = await EnterAsync(server.Address, await server.AddAsync(Role.Inspector, "C"), screen: isPhone ? Screen.Phone : Screen.Desk);
        var at = server.County.At("A");
        await page.Page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Page.Context.SetGeolocationAsync(new() { Longitude = (float)at.Longitude, Latitude = (float)at.Latitude, Accuracy = 25 });
        await page[isPhone ? "my-grid-fab" : "to-my-grid"].ClickAsync();

        await Expect(page["my-grid-title"]).ToHaveTextAsync("A 网格");
        await Expect(page["my-grid-unresolved"]).ToHaveTextAsync("1");
        await Expect(page["lead-rule"]).ToHaveTextAsync("属地兜底:北街道");
        await Expect(page["phone"]).ToHaveAttributeAsync("href", "tel:09438221001");
        await Expect(page["leader"]).ToContainTextAsync("张副县长县级兜底");
        await Expect(page["contact"]).ToHaveTextAsync("王主任");
        await Expect(page["members"]).ToHaveTextAsync("城管局");
        await Expect(page["departments"]).ToContainTextAsync("城管局占道");
        await Expect(page["card"]).ToContainTextAsync("± 25 m");

        await page["open-grid"].ClickAsync();
        await Expect(page["grid-title"]).ToHaveTextAsync("A 网格");
        await Expect(page["contact"]).ToHaveTextAsync("王主任");
        await Expect(page["edit-people"]).ToHaveCountAsync(0);
        Assert.Equal([], page.Said);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_browser_does_not_tell_a_tap_on_the_map_does(bool isPhone)
    {
        var page = await EnterAsync(server.Address, await server.AddAsync(Role.Inspector), "/?lang=en", isPhone ? Screen.Phone : Screen.Desk);
        await page.IsReadyAsync();
        await page[isPhone ? "my-grid-fab" : "to-my-grid"].ClickAsync();
        await Expect(page["not-located"]).ToContainTextAsync("Tap the place on the map");

        await page.TapAsync(server.County.At("A"));
        await Expect(page["my-grid-title"]).ToHaveTextAsync("A 网格");
        await Expect(page["lead-rule"]).ToHaveTextAsync("北街道 answers for it");
        await page.TapAsync(server.County.At("B"));
        await Expect(page["my-grid-title"]).ToHaveTextAsync("B 网格");
        await Expect(page["contact"]).ToHaveCountAsync(0);
        await page["close"].ClickAsync();
        await page.TapAsync(server.County.At("C"));
        await Expect(page["grid-title"]).ToHaveTextAsync("C 网格");
        Assert.Equal([], page.Said);
    }

    [Fact]
    public async Task Somebody_outside_is_told_the_nearest_grid()
    {
        var page = await EnterAsync(server.Address, await server.AddAsync(Role.Inspector, "A"));
        var at = server.County.At("outside");
        await page.Page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Page.Context.SetGeolocationAsync(new() { Longitude = (float)at.Longitude, Latitude = (float)at.Latitude });
        await page["to-my-grid"].FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");

        await Expect(page["my-grid-title"]).ToHaveTextAsync("不在任何网格内");
        await Expect(page["nearest"]).ToContainTextAsync("最近的网格:A 网格,相距 1.1 km");
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page["county-title"]).ToBeVisibleAsync();
    }
}
