using GridMap.Spatial.Divisions;

namespace GridMap.Spatial.Tests.Divisions;

public sealed class DivisionNamesTests
{
    [Theory]
    [InlineData("西街社区居民委员会", "西街社区", true)]
    [InlineData("西街社区居委会", "西街社区", true)]
    [InlineData("泉水村委会", "泉水村", true)]
    [InlineData("城关街道办事处", "城关街道", true)]
    [InlineData("城关镇", "城关乡", false)]
    [InlineData("莫𡐓村委会", "莫𡐓村", true)]
    [InlineData("莫𡐓村", "莫均村", false)]
    [InlineData("第１社区", "第1 社区", true)]
    [InlineData("村村", "村", true)]
    [InlineData("社区", "村", false)]
    public void Names_are_the_same_but_for_what_their_bodies_are_called(string one, string other, bool areSame) =>
        Assert.Equal(areSame, DivisionNames.AreSame(one, other));
}
