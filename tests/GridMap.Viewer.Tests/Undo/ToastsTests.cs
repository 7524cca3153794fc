using GridMap.Viewer.Undo;

namespace GridMap.Viewer.Tests.Undo;

public sealed class ToastsTests
{
    private readonly Toasts toasts = new(new StandingClock(Some.Noon));

    [Fact]
    public void Two_notices_that_say_the_same_are_two()
    {
        toasts.Show(new Toast("已撤销"));
        toasts.Show(new Toast("已撤销"));

        Assert.Equal(2, toasts.Shown.Distinct().Count());
    }

    [Fact]
    public void Only_the_last_three_notices_stay()
    {
        foreach (var text in new[] { "一", "二", "三", "四" }) toasts.Show(new Toast(text));
        Assert.Equal(["二", "三", "四"], toasts.Shown.Select(toast => toast.Text));
    }

    [Fact]
    public void Step_taken_back_by_key_takes_its_notice_away()
    {
        var step = new Done(() => Task.CompletedTask);
        toasts.Show(new Toast("已上报", step));
        toasts.Show(new Toast("已保存", new Done(() => Task.CompletedTask)));

        toasts.HideOf(step);

        Assert.Equal("已保存", Assert.Single(toasts.Shown).Text);
    }
}
