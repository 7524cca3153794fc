using System.Text;

namespace GridMap.Browser.Tests;

/// <summary>The county's list of division codes is uploaded beside its divisions.</summary>
public sealed class DivisionCodesPageTests(Chromium chromium, PersonsServer server) : ViewerTest(chromium), IClassFixture<PersonsServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await server.StartAsync();

    [Fact]
    public async Task A_list_is_uploaded_counted_and_removed_and_what_is_none_is_refused_in_a_sentence()
    {
        var page = await PageAsync(server.Address);
        await page.GoAsync("/divisions?lang=zh");
        await page["division-codes-fold"].ClickAsync();
        await Expect(page["division-codes-count"]).ToContainTextAsync("还没有代码表");
        await page["division-codes-file"].SetInputFilesAsync(File("甲,乙\n1,2\n"));
        await Expect(page["toast"].Last).ToContainTextAsync("no column with codes");
        await page["division-codes-file"].SetInputFilesAsync(File("代码,名称\n990101001001,西街社区\n990101001002,莫𡐓村\n990102001001,邻县社区\n"));
        await Expect(page["toast"].Last).ToContainTextAsync("已存入 2 个代码,略去其他县区的 1 行");
        await Expect(page["division-codes-count"]).ToContainTextAsync("表中有 2 个代码");
        await page["remove-division-codes"].ClickAsync();
        await page["remove-division-codes"].ClickAsync();
        await Expect(page["division-codes-count"]).ToContainTextAsync("还没有代码表");
    }

    private static FilePayload File(string text) => new() { Name = "区划代码.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };
}
